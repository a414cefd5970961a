import ArgumentParser
import JSON

/// `dubcheck segment list`: all destinations and subscriptions.
struct SegmentList: SegmentSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the destinations with their subscriptions.")

    @OptionGroup var options: SegmentOptions

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        let destinations = try await desk.destinations()
        try write(.array(destinations), in: context) { SubscriptionText(style: $0).list(destinations) }
    }
}

/// `dubcheck segment show`: one of them.
struct SegmentShow: SegmentSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a destination, or a subscription with its mapping.")

    @Argument(help: ArgumentHelp("The id of a destination or a subscription.", valueName: "id"))
    var id: String

    @OptionGroup var options: SegmentOptions

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        switch try SegmentItem(id, in: await desk.destinations()) {
        case .destination(let json):
            try write(json, in: context) { SubscriptionText(style: $0).destination(json) }
        case .subscription(let json):
            try write(json, in: context) { SubscriptionText(style: $0).subscription(json) }
        }
    }
}

/// What an id names.
enum SegmentItem: Sendable, Hashable {
    case destination(JSONValue)
    case subscription(JSONValue)

    /// Looks an id up.
    ///
    /// - Throws: `CommandFailure` with the ids there are.
    init(_ id: String, in destinations: [JSONValue]) throws(CommandFailure) {
        let subscriptions = destinations.flatMap { $0["subscriptions"].array ?? [] }
        if let destination = destinations.first(where: { $0["id"].string == id }) {
            self = .destination(destination)
        } else if let subscription = subscriptions.first(where: { $0["id"].string == id }) {
            self = .subscription(subscription)
        } else {
            let ids = (destinations + subscriptions).compactMap { $0["id"].string }
            let near = Suggestion.nearest(to: id, in: ids).first
            throw .usage(
                "there is no destination or subscription '\(id)'; "
                    + (near.map { "did you mean '\($0)'?" } ?? "'dubcheck segment list' shows them"))
        }
    }

    /// The destination of an id; without one the only one there is.
    static func destination(_ id: String?, in destinations: [JSONValue]) throws(CommandFailure) -> JSONValue {
        if let id {
            guard case .destination(let destination) = try SegmentItem(id, in: destinations) else {
                throw .usage("'\(id)' is a subscription; a destination is wanted")
            }
            return destination
        }
        guard let first = destinations.first else { throw .usage("there is no destination") }
        guard destinations.count == 1 else {
            let ids = destinations.compactMap { $0["id"].string }.joined(separator: ", ")
            throw .usage("there are several destinations: say --destination ID, one of \(ids)")
        }
        return first
    }
}
