import Foundation

/// Measures what users wait for, beside named peers in the same run, and prints one table.
///
/// Medians and ratios count: single figures of a shared machine say little.
@main
struct Bench {
    static func main() throws {
        let page = try Data(contentsOf: Checkout.file("Tests/Fixtures/tag-dense.html"))
        var table = Table()
        table.add(try ParsingBench(page: Array(page)).rows())
        table.add(try StartBench(page: Checkout.file("web/samples/manual.html").path).rows())
        table.add(try ManyFilesBench().rows())
        print(table.text)
    }
}

/// The checkout the benchmarks were built from.
enum Checkout {
    static func file(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path)
    }

    /// The release binary that the benchmarks stand beside.
    static var dubcheck: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "dubcheck").path
    }
}
