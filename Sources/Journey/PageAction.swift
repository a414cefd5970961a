/// Something a visitor does on the page.
public enum PageAction: Sendable, Hashable {
    /// Gives a field a value.
    case fill(selector: String, value: String)
    /// Clicks an element.
    case click(selector: String)

    /// What stands for a new word in each journey, so that no customer is met twice.
    public static let placeholder = "{unique}"

    /// Reads `SELECTOR=VALUE`; an equals sign in brackets, parentheses or quotes belongs to the selector.
    ///
    /// Nil for a text without an equals sign, or without a selector before it.
    public init?(fill text: String) {
        var depth = 0
        var quote: Character?
        for index in text.indices {
            switch (text[index], quote) {
            case (let character, let open?): if character == open { quote = nil }
            case ("\"", nil), ("'", nil): quote = text[index]
            case ("[", nil), ("(", nil): depth += 1
            case ("]", nil), (")", nil): depth -= 1
            case ("=", nil) where depth == 0:
                guard index > text.startIndex else { return nil }
                self = .fill(selector: String(text[..<index]), value: String(text[text.index(after: index)...]))
                return
            default: break
            }
        }
        return nil
    }

    /// The element's CSS selector.
    public var selector: String {
        switch self {
        case .fill(let selector, _), .click(let selector): selector
        }
    }

    /// Whether it is a click.
    public var isClick: Bool { if case .click = self { true } else { false } }

    /// The same with a word in place of the placeholder.
    public func with(unique word: String) -> PageAction {
        switch self {
        case .click: self
        case .fill(let selector, let value):
            .fill(selector: selector, value: value.replacing(Self.placeholder, with: word))
        }
    }
}

/// What is to be done.
public struct JourneyPlan: Sendable, Hashable {
    /// The page that the link leads to.
    public var start: String
    /// What the visitor does there, in order.
    public var actions: [PageAction]
    /// The name that the lead must have; nil when any will do.
    public var expectedEvent: String?

    /// A plan.
    public init(start: String, actions: [PageAction] = [], expectedEvent: String? = nil) {
        self.start = start
        self.actions = actions
        self.expectedEvent = expectedEvent
    }

    /// Whether the journey goes on to the lead: with a form to fill in, or with an event that the page sends by itself.
    public var wantsLead: Bool { !actions.isEmpty || expectedEvent != nil }

    /// The demo sign-up page's own form.
    public static let demoActions: [PageAction] = [
        .fill(selector: "#name", value: "Ada Example"),
        .fill(selector: "#email", value: "ada+\(PageAction.placeholder)@example.com"),
        .click(selector: "#submit"),
    ]
}
