import Foundation
import HTTPTypes
import HummingbirdTesting
import JSON
import Synchronization
import Testing

@testable import Harness

@Suite("Segment's destinations in seeds and in the configuration")
struct SegmentSetupTests {
    private static let destinations = "/_dubcheck/segment/destinations"

    private func names(_ site: TestSite) async throws -> [String?] {
        try await site.ask(Self.destinations, headers: site.secret).json().array?.map { $0["name"].string } ?? []
    }

    private static func setup(_ entries: JSONValue) throws -> SegmentSetup {
        try SegmentSetup(json: ["destinations": entries])
    }

    @Test("a new data file has the usual destination, an export has all of them, and a seed plants them again")
    func seed() async throws {
        let exported = try await TestSite.with { (site: TestSite) async throws in
            #expect(try await names(site) == ["Dub (Actions)"])
            let made = try await site.ask(
                Self.destinations, method: .post, headers: site.secret, body: #"{"name": "Second", "apiKey": "dub_2"}"#)
            let id = try #require(try made.json()["id"].string)
            let list =
                #"[{"name": "L", "partnerAction": "trackLead", "enabled": false, "subscribe": "type = \"page\""}]"#
            let put = try await site.ask(
                "\(Self.destinations)/\(id)/subscriptions", method: .put, headers: site.secret, body: list)
            #expect(put.status == .ok)
            return try await site.ask("/_dubcheck/export", headers: site.secret).text
        }
        #expect(exported.split(separator: "\n").filter { $0.hasPrefix(#"{"type":"destination""#) }.count == 2)
        #expect(exported.contains(#""name":"Second","apiKey":"dub_2","enabled":false,"subscriptions":[{"id":"sub_"#))
        try await TestSite.with({ $0.seed = exported }) { (site: TestSite) async throws in
            #expect(try await site.ask("/_dubcheck/export", headers: site.secret).text == exported)
            for destination in try await site.ask(Self.destinations, headers: site.secret).json().array ?? [] {
                let path = "\(Self.destinations)/\(destination["id"].string ?? "")"
                #expect(try await site.ask(path, method: .delete, headers: site.secret).status == .ok)
            }
            #expect(try await names(site) == [])
            #expect(try await site.ask("/_dubcheck/reset", method: .post, headers: site.secret).status == .ok)
            #expect(try await site.ask("/_dubcheck/export", headers: site.secret).text == exported)
        }
    }

    @Test(
        "an error in a seed's destination names line and field",
        arguments: [
            (#"{"type": "destination", "enabled": 1}"#, "line 2: line of type destination: enabled must be true or"),
            (
                #"{"type": "destination", "subscriptions": [{"partnerAction": "trackLead", "subscribe": "x"}]}"#,
                "line 2: line of type destination: subscriptions[0].subscribe is no trigger"
            ),
            (#"{"type": "destinatoin"}"#, #""sale"|"destination""#),
        ])
    func badSeed(line: String, message: String) async {
        var configuration = HarnessConfiguration.test
        configuration.seed = "{\"type\": \"tag\", \"name\": \"a\"}\n\(line)\n"
        await #expect {
            _ = try await TestSite(configuration)
        } throws: { error in
            (error as? HarnessError)?.message.contains(message) == true
        }
    }

    @Test("an id that two lines have is refused, with the line")
    func takenID() async {
        var configuration = HarnessConfiguration.test
        let line = #"{"type": "destination", "id": "dst_1", "subscriptions": []}"#
        configuration.seed = "\(line)\n\n\(line)\n"
        await #expect {
            _ = try await TestSite(configuration)
        } throws: { error in
            (error as? HarnessError)?.message.contains("line 3: line of type destination: id: dst_1 is taken") == true
        }
    }

    @Test("a new data file has the configured destinations instead of the usual one, and a reset comes back to them")
    func configured() async throws {
        let said = Mutex<[String]>([])
        let change = { (configuration: inout HarnessConfiguration) throws in
            configuration.segment.setup = try Self.setup([["name": "Mine", "subscriptions": []], ["name": "Off"]])
            configuration.say = { text in said.withLock { $0.append(text) } }
        }
        try await TestSite.with(change) { (site: TestSite) async throws in
            #expect(try await names(site) == ["Mine", "Off"])
            #expect(
                said.withLock { $0 } == [
                    "segment: destination 'Mine' was made as configured: on, 0 subscriptions",
                    "segment: destination 'Off' was made as configured: on, 2 subscriptions",
                ])
            let other = try await site.ask(
                Self.destinations, method: .post, headers: site.secret, body: #"{"name": "Other"}"#)
            #expect(other.status == .created)
            _ = try await site.ask("/_dubcheck/reset", method: .post, headers: site.secret)
            #expect(try await names(site) == ["Mine", "Off"])
        }
    }

    @Test("the configuration is the truth for what it lists at each start, and what it does not list stays")
    func restart() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "harness-data-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = HarnessConfiguration.Data.file(folder.appending(path: "data.sqlite").path)
        let usual = try await TestSite.with({ $0.data = data }) { (site: TestSite) async throws in
            try await site.ask(Self.destinations, headers: site.secret).json()[0]
        }
        let change = { (configuration: inout HarnessConfiguration) throws in
            configuration.data = data
            configuration.segment.setup = try Self.setup([["name": "Dub (Actions)", "enabled": false]])
        }
        for _ in 0..<2 {
            try await TestSite.with(change) { (site: TestSite) async throws in
                let found = try await site.ask(Self.destinations, headers: site.secret).json()[0]
                #expect(found["enabled"] == false)
                #expect(found["id"] == usual["id"] && found["subscriptions"] == usual["subscriptions"])
                let path = "\(Self.destinations)/\(usual["id"].string ?? "")"
                _ = try await site.ask(path, method: .patch, headers: site.secret, body: #"{"enabled": true}"#)
            }
        }
    }

    @Test(
        "an error in the configuration names its path",
        arguments: [
            ([], "must be an object with a list"), (["destinations": [:]], "must be an object with a list"),
            (["destinations": [], "sources": []], "sources is not known"),
            (["destinations": [[:], ["name": 1]]], "destinations[1].name must be text"),
            (["destinations": [[:], [:]]], "destinations[1].name is 'Dub (Actions)', as that of destinations[0]"),
            (
                ["destinations": [["enabled": 1], ["subscriptions": 1]]],
                "destinations[0].enabled must be true or false, but it is 1; destinations[1].subscriptions must be"
            ),
        ] as [(JSONValue, String)])
    func errors(json: JSONValue, message: String) throws {
        let problem = try #require(throws: SegmentSetup.Problem.self) { try SegmentSetup(json: json) }
        #expect(problem.description.hasPrefix(message))
    }
}
