public import JSON

/// A saved mapping of the destination: which events it takes, and what it makes of them (`segment.md`, 4.1).
public struct Subscription: Sendable, Hashable {
    /// Names it in stores and commands.
    public var id: String
    /// What its owner calls it.
    public var name: String
    /// What it does.
    public var action: DestinationAction
    /// Whether it takes events; new ones do not.
    public var isEnabled: Bool
    /// The condition, in the trigger language.
    public var trigger: String
    /// The mapping, an object of fields and directives.
    public var mapping: JSONValue

    /// A subscription; with the action's own trigger and mapping where nothing else is said.
    public init(
        id: String, name: String? = nil, action: DestinationAction, isEnabled: Bool = false, trigger: String? = nil,
        mapping: JSONValue? = nil
    ) {
        self.id = id
        self.name = name ?? action.title
        self.action = action
        self.isEnabled = isEnabled
        self.trigger = trigger ?? action.defaultTrigger
        self.mapping = mapping ?? action.defaultMapping
    }
}
