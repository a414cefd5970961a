import ArgumentParser
import Journey
import Synchronization

/// Where a journey begins, and what the visitor does there.
struct JourneyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The page that the short link leads to; by default the harness's demo sign-up page.",
            discussion: "A path alone is one of the harness's own pages, such as /signup?send=segment.",
            valueName: "url"))
    var start: String?

    @Option(
        help: ArgumentHelp(
            "Fill in a field; may be repeated.",
            discussion: """
                The field by its CSS selector. {unique} in the value stands for a new word in each journey. Of a list \
                the value is an option, by value or text; of a box to tick it is true or false.
                """,
            valueName: "selector=value"),
        transform: TypedAction.init(fill:))
    var fill: [TypedAction] = []

    @Option(
        help: ArgumentHelp(
            "Click an element; may be repeated. Fields are filled and elements clicked in the order given.",
            valueName: "selector"),
        transform: TypedAction.init(click:))
    var click: [TypedAction] = []

    @Option(
        help: ArgumentHelp(
            "The name that the lead must have; without it any lead of the click will do.", valueName: "name"))
    var expectEvent: String?

    @Option(help: ArgumentHelp("Seconds for the whole journey.", valueName: "seconds"))
    var timeout = 30.0

    static let settings = [
        Setting("start"), Setting("fill", .list, secret: .after("=")), Setting("click", .list), Setting("expect-event"),
        Setting("timeout", default: "30.0"),
    ]

    func validate() throws {
        guard timeout.isFinite, timeout > 0, timeout <= 3_600 else {
            throw ValidationError("--timeout \(timeout): must be more than 0 seconds and at most 3600")
        }
        guard fill.isEmpty || !click.isEmpty else {
            throw ValidationError("--fill alone sends nothing: add --click with the button that sends the form")
        }
    }

    /// What the visitor does, in the order in which it was typed.
    var actions: [PageAction] { (fill + click).sorted { $0.place < $1.place }.map(\.action) }
}

/// An action with its place on the command line: the parser keeps a list for each option, and reads from left to right.
struct TypedAction: Sendable {
    let action: PageAction
    let place: Int

    private static let places = Atomic(0)

    private init(_ action: PageAction) {
        self.action = action
        place = Self.places.add(1, ordering: .relaxed).newValue
    }

    init(fill text: String) throws {
        guard let action = PageAction(fill: text) else {
            throw ValidationError("write it as SELECTOR=VALUE, for example '#email=ada@example.com'")
        }
        self.init(action)
    }

    init(click text: String) throws {
        guard !text.isEmpty else { throw ValidationError("the selector is missing") }
        self.init(.click(selector: text))
    }
}
