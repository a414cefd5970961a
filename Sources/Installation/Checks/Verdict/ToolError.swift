/// A check failed inside.
enum ToolError {
    static let entry = CatalogueEntry(
        "tool-error", .verdict, .inconclusive,
        title: "A check failed inside dubcheck",
        why: "That is a bug of dubcheck. The other checks stand.",
        fix: "Please report it with the saved evidence.", isReproduced: false)

    static func finding(check id: String, error: any Error) -> Finding {
        entry.finding("The check \(id) failed inside: \(error).")
    }

    static var noPage: Finding {
        entry.finding("The evidence holds neither a page nor a reason why there is none.")
    }
}
