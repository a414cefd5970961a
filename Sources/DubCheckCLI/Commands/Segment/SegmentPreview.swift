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

            An event of a web page passes the Dub Browser Plugin first, which adds the click id from the cookie dub_id. \
            Give the page's cookies to see what it does to the event, and why it may do nothing.

              dubcheck segment preview event.json --cookie 'dub_id=cid_1; theme=dark'
            """)

    @Argument(
        help: ArgumentHelp("The event as a JSON file, or - for standard input.", valueName: "file"),
        completion: .file())
    var file: String

    @Option(
        help: ArgumentHelp("The cookies of the page that sends it, as document.cookie has them.", valueName: "cookies"))
    var cookie: String?

    @OptionGroup var options: SegmentOptions

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        let event = try context.readJSON(file)
        guard event.object != nil else {
            throw CommandFailure.usage("\(file == "-" ? "standard input" : file): an event is a JSON object")
        }
        let preview = try await desk.preview(event, cookie: cookie)
        try write(preview, in: context) { DeliveryText(style: $0).preview(preview) }
    }
}
