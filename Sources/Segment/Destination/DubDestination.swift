/// The destination "Dub (Actions)" as a workspace has set it up (`segment.md`, 4.1).
public struct DubDestination: Sendable, Hashable {
    /// Its name in Segment's catalogue, and its key in an event's `integrations`.
    public static let key = "Dub (Actions)"
    /// Its name in addresses.
    public static let slug = "actions-dub"
    /// Where its requests go to.
    public static let host = "https://api.dub.co"
    /// How many mappings it may have.
    public static let mostSubscriptions = 50
    /// How long an answer is waited for, in seconds.
    public static let timeout = 10

    /// What its owner calls it.
    public var name: String
    /// What it knows of Dub.
    public var settings: DestinationSettings
    /// Whether events are sent to it at all.
    public var isEnabled: Bool

    /// A destination, switched on.
    public init(name: String = DubDestination.key, settings: DestinationSettings, isEnabled: Bool = true) {
        self.name = name
        self.settings = settings
        self.isEnabled = isEnabled
    }
}
