internal import Attribution
internal import EventStore
public import Foundation
public import JSON

/// The destinations and subscriptions in a data file that no harness has open, for commands.
///
/// What goes in and out has the forms of the REST API below `/_dubcheck/segment`.
public final class SegmentDataFile: Sendable {
    private let store: EventStore
    private let catalogue: SegmentCatalogue

    /// Opens a data file that there is.
    ///
    /// - Parameter now: the time.
    /// - Throws: ``HarnessError`` for a file that is not there, is no data file, or that a harness has open.
    public init(path: String, now: Date) async throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw HarnessError.dataUnusable("\(path): no such data file; 'dubcheck serve --data' makes one")
        }
        do throws(EventStoreError) {
            store = try EventStore(at: .file(path))
        } catch .inUse {
            throw HarnessError.dataUnusable(
                "\(path): a running harness has this data file open; leave --data out, and the command talks to it "
                    + "(with --url to one that was not started last)")
        } catch {
            throw HarnessError.dataUnusable("\(error)")
        }
        do {
            guard let workspace = try await store.read({ try $0.workspaces().first }) else {
                throw HarnessError.dataUnusable(
                    "\(path): nothing is in this data file yet; 'dubcheck serve --data' fills it")
            }
            catalogue = SegmentCatalogue(
                usualKey: workspace.secretKey.text,
                now: Timestamp(milliseconds: Int64(now.timeIntervalSince1970 * 1_000)), ids: IDMaker())
        } catch {
            try? await store.close()
            throw error
        }
    }

    /// Closes the file.
    public func close() async throws { try await store.close() }

    /// All destinations with their subscriptions.
    public func destinations() async throws -> [JSONValue] {
        try await read { try $0.destinations(in: $1).array ?? [] }
    }

    /// Changes a destination: `{"name"?, "apiKey"?, "enabled"?}`.
    public func changeDestination(_ id: String, _ change: JSONValue) async throws -> JSONValue {
        try await write { try $0.changeDestination(id, change, in: &$1) }
    }

    /// Changes a subscription: `{"name"?, "enabled"?, "subscribe"?, "mapping"?, "map"?, "unmap"?}`.
    public func changeSubscription(_ id: String, _ change: JSONValue) async throws -> JSONValue {
        try await write { try $0.changeSubscription(id, change, in: &$1) }
    }

    /// Replaces all subscriptions of a destination: `{"subscriptions", "warnings"}`.
    public func replaceSubscriptions(of id: String, with list: JSONValue) async throws -> JSONValue {
        try await write { try $0.replaceSubscriptions(of: id, with: list, in: &$1) }
    }

    /// What would become of an event, which comes from a page with these cookies where some are given.
    public func preview(_ event: JSONValue, cookie: String?) async throws -> JSONValue {
        let body: JSONValue = ["event": event, "cookie": .optional(cookie)]
        return try await read { try $0.preview(body, in: $1) }
    }

    private func read<Answer: Sendable>(
        _ body: @escaping @Sendable (SegmentCatalogue, StoreTransaction) throws -> Answer
    ) async throws -> Answer {
        try await Self.inWords { [catalogue] in try await store.read { try body(catalogue, $0) } }
    }

    private func write(
        _ body: @escaping @Sendable (SegmentCatalogue, inout StoreTransaction) throws -> JSONValue
    ) async throws -> JSONValue {
        try await Self.inWords { [catalogue] in try await store.write { try body(catalogue, &$0) } }
    }

    /// The errors of the API and of the store, as the one kind that leaves this room.
    private static func inWords<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        do {
            return try await body()
        } catch let error as APIError {
            throw HarnessError.changeRefused(error.message)
        } catch let error as EventStoreError {
            throw HarnessError.dataUnusable("\(error)")
        }
    }
}
