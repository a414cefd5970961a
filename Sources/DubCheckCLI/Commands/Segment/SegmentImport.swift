import ArgumentParser
import JSON

/// `dubcheck segment import`: subscriptions from a file.
struct SegmentImport: SegmentSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Replace the subscriptions of a destination by those of a file.",
        discussion: """
            The file is a JSON list of {"name", "partnerAction", "enabled", "subscribe", "mapping"}, as \
            'dubcheck segment export' writes it. All of it is taken, or with an error none.
            """)

    @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The destination; needed where there are several.", valueName: "id"))
    var destination: String?

    @OptionGroup var options: SegmentOptions

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        let list = try context.readJSON(file)
        let target = try SegmentItem.destination(destination, in: await desk.destinations())
        let answer = try await desk.replaceSubscriptions(of: target["id"].string ?? "", with: list)
        for warning in answer["warnings"].array ?? [] {
            let place = warning["path"].string ?? ""
            context.say("dubcheck: \(Printable.line("\(place) \(warning["message"].string ?? "")"))")
        }
        var changed = target.object ?? [:]
        changed["subscriptions"] = answer["subscriptions"]
        try write(answer, in: context) { SubscriptionText(style: $0).destination(.object(changed)) }
    }
}

/// `dubcheck segment export`: subscriptions as a file.
struct SegmentExport: SegmentSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the subscriptions of a destination as a JSON list, which 'import' takes.")

    @Option(help: ArgumentHelp("The destination; needed where there are several.", valueName: "id"))
    var destination: String?

    @OptionGroup var options: SegmentOptions

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        let target = try SegmentItem.destination(destination, in: await desk.destinations())
        let entries = (target["subscriptions"].array ?? []).map { subscription in
            JSONValue.object(
                JSONObject(Self.members.map { ($0, subscription[$0]) }))
        }
        // JSON in either format: there is no other form that can be taken back.
        try context.output.write(JSONValue.array(entries).pretty + "\n")
    }

    private static let members = ["name", "partnerAction", "enabled", "subscribe", "mapping"]
}
