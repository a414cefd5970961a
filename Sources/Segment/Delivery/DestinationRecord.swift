/// A destination as it is kept, with its subscriptions in their order.
public struct DestinationRecord: Sendable, Hashable {
    /// Names it: `dst_…`.
    public var id: String
    /// Its name, settings and switch.
    public var destination: DubDestination
    /// At most ``DubDestination/mostSubscriptions``.
    public var subscriptions: [Subscription]

    /// A destination as it is kept.
    public init(id: String, _ destination: DubDestination, subscriptions: [Subscription] = []) {
        self.id = id
        self.destination = destination
        self.subscriptions = subscriptions
    }

    /// Ready for events.
    public var compiled: CompiledDestination { CompiledDestination(destination, subscriptions) }
}
