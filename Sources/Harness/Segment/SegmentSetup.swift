internal import Attribution
internal import EventStore
public import JSON
internal import Segment

/// Destinations that are as they are configured whenever a harness starts or is reset, whatever its data says of them.
///
/// A destination is told by its name. What the configuration does not list stays.
public struct SegmentSetup: Sendable, Hashable {
    /// Why a configuration of destinations cannot be used.
    public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// Each with the path of what is wrong, such as `destinations[0].subscriptions[1].subscribe`; one at least.
        public let findings: [String]

        /// All of them in one line.
        public var description: String { findings.joined(separator: "; ") }
    }

    private let destinations: [DestinationEntry]

    /// Reads `{"destinations": [{"name"?, "apiKey"?, "enabled"?, "subscriptions"?}]}`.
    ///
    /// - Throws: ``Problem`` with all that is wrong.
    public init(json: JSONValue) throws(Problem) {
        guard case .object(let members) = json, case .array(let entries)? = members["destinations"] else {
            throw Problem(findings: [#"must be an object with a list: {"destinations": [{"name": …}]}"#])
        }
        if let other = members.keys.first(where: { $0 != "destinations" }) {
            throw Problem(findings: [#"\#(other) is not known; known is "destinations""#])
        }
        var findings: [String] = []
        var destinations: [DestinationEntry] = []
        for (index, json) in entries.enumerated() {
            let path = "destinations[\(index)]"
            do throws(SubscriptionList.ImportError) {
                let entry = try DestinationEntry(json: json, path: path, keepsIDs: false)
                if let same = destinations.firstIndex(where: { $0.name == entry.name }) {
                    findings.append(
                        "\(path).name is '\(entry.name)', as that of destinations[\(same)]: give it another")
                }
                destinations.append(entry)
            } catch {
                findings += error.findings.map(\.description)
            }
        }
        guard findings.isEmpty else { throw Problem(findings: findings) }
        self.destinations = destinations
    }

    /// Whether it lists nothing.
    var isEmpty: Bool { destinations.isEmpty }

    /// Makes the destinations what they are configured to be.
    ///
    /// - Parameter makeID: makes an id that begins like this.
    /// - Returns: what was done, and what does not do what it looks like, in words.
    func apply(
        to workspace: Workspace, in store: inout StoreTransaction, makeID: (_ prefix: String) -> String
    ) throws -> [String] {
        var records = try store.destinations()
        var said: [String] = []
        for entry in destinations {
            let record: DestinationRecord
            let words: String
            if let index = records.firstIndex(where: { $0.destination.name == entry.name }) {
                record = entry.applied(to: records[index], makeID: makeID)
                words = record == records[index] ? "is as configured" : "was changed to what is configured"
                records[index] = record
            } else {
                record = entry.made(usualKey: workspace.secretKey.text, makeID: makeID)
                words = "was made as configured"
                records.append(record)
            }
            try store.save(record)
            let count = record.subscriptions.count
            said.append(
                "destination '\(record.destination.name)' \(words): \(record.destination.isEnabled ? "on" : "off"), "
                    + "\(count) subscription\(count == 1 ? "" : "s")")
            said += entry.warnings.map(\.description)
        }
        return said
    }
}
