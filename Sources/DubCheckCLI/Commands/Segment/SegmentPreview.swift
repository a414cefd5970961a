import ArgumentParser
import JSON

/// `dubcheck segment preview`: what would become of an event.
struct SegmentPreview: SegmentSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Tell what would become of an event, without sending it.",
        discussion: """
            The event is a whole one, as an SDK sends it: {"type": "track", "event": "Sign Up", "userId": …}. For each \
            subscription it shows why the trigger matches or does not, each field with its value and where that came \
            from, the request to Dub, and what to change.
            """)

    @Argument(
        help: ArgumentHelp("The event as a JSON file, or - for standard input.", valueName: "file"),
        completion: .file())
    var file: String

    @OptionGroup var options: SegmentOptions

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        let event = try context.readJSON(file)
        guard event.object != nil else {
            throw CommandFailure.usage("\(file == "-" ? "standard input" : file): an event is a JSON object")
        }
        let preview = try await desk.preview(event)
        try write(preview, in: context) { DeliveryText(style: $0).preview(preview) }
    }
}
