import JSON
import Journey
import PageURL

/// Makes the link of a journey, and tells what has come into the harness since.
struct HarnessWatch: Sendable {
    /// The link to click.
    let shortLink: String
    private let client: HarnessClient
    private let before: Snapshot
    /// The number of the newest event through Segment before the journey.
    private let lastDelivery: Int

    /// What there was before: of lists that others may add to at any time.
    private struct Snapshot: Sendable {
        var refused: [JSONValue]
        var notes: [JSONValue]
        var leads: [JSONValue]

        init(_ client: HarnessClient) async throws {
            let chain = try await client.get("/_dubcheck/chain")
            refused = chain["refused"].array ?? []
            notes = chain["notes"].array ?? []
            leads =
                try await client.get("/events", ["event": "leads", "interval": "all", "limit": "100"]).array ?? []
        }
    }

    /// Makes a conversion link to the page.
    ///
    /// - Throws: `CommandFailure` where there is no harness, or it makes no such link.
    init(_ client: HarnessClient, start: String) async throws {
        self.client = client
        let log = try await client.get("/_dubcheck/deliveries", ["limit": "1"])
        lastDelivery = log["last"].int ?? 0
        before = try await Snapshot(client)
        let link = try await client.send(
            "POST", "/links",
            ["url": .string(start), "trackConversion": true, "comments": "made by dubcheck journey"])
        guard let key = link["key"].string, let shortLink = link["shortLink"].string else {
            throw CommandFailure.usage("\(client.place.url) is no harness: its answer to POST /links names no link")
        }
        // A browser does not know the address of a short domain that is made up for another machine.
        let isKnown = client.place.isLoopback && PageURL(shortLink)?.isLoopback == true
        self.shortLink = isKnown ? shortLink : "\(client.place.url)/r/\(HarnessClient.escaped(key))"
    }

    /// The lead of a click, as soon as it is there.
    func lead(of clickID: String, named name: String?, seconds: Int) async throws -> HarnessTrace.Lead? {
        let row =
            if let name {
                try await client.wait(["event": "lead", "clickId": clickID, "eventName": name], seconds: seconds)
            } else {
                try await client.wait(["event": "lead", "clickId": clickID], seconds: seconds)
            }
        return row.map { HarnessTrace.Lead(row: $0) }
    }

    /// What has come in since the link was made.
    func trace(of clickID: String) async throws -> HarnessTrace {
        let story = try await client.get("/_dubcheck/explain", ["clickId": clickID])
        let now = try await Snapshot(client)
        let log = try await client.get("/_dubcheck/deliveries", ["after": "\(lastDelivery)", "limit": "100"])
        var trace = HarnessTrace()
        trace.isClickRecorded = !story["click"].isNull
        let ownNotes = (story["notes"].array ?? []).compactMap { $0["text"].string }
        let newNotes = Self.new(now.notes, since: before.notes).compactMap { $0["text"].string }
        trace.notes = ownNotes + newNotes.filter { !ownNotes.contains($0) }
        trace.refusals = Self.new(now.refused, since: before.refused).map { HarnessTrace.Refusal($0) }
        // The link's numbers in a row may have changed since; its id stays.
        let known = Set(before.leads.map { $0["eventId"] })
        let leads = now.leads.filter { !known.contains($0["eventId"]) }.map { HarnessTrace.Lead(row: $0) }
        trace.leads = leads.filter { $0.clickID == clickID }
        trace.otherLeads = leads.filter { $0.clickID != clickID }
        trace.deliveries = (log["entries"].array ?? []).map { SegmentEntry($0, clickID: clickID) }
        return trace
    }

    private static func new(_ list: [JSONValue], since before: [JSONValue]) -> [JSONValue] {
        let known = Set(before)
        return list.filter { !known.contains($0) }
    }
}
