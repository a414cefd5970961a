import JSON
import Segment
import Testing

@Suite("What the Dub Browser Plugin adds to an event")
struct BrowserPluginTests {
    private static let key = "Dub (Actions)"

    private static func event(_ integrations: JSONValue = .null, type: String = "track") -> JSONValue {
        var event: JSONObject = ["type": .string(type), "event": "Sign Up"]
        if !integrations.isNull { event["integrations"] = integrations }
        return .object(event)
    }

    struct Case: Sendable {
        var cookies: String
        var integrations: JSONValue = .null
        var type = "track"
        /// The integrations afterwards; null for an event that is as it was.
        var after: JSONValue = .null
        var outcome: BrowserPlugin.Outcome
    }

    private static let added = BrowserPlugin.Outcome.added(clickID: "clk_1", replacing: .none)
    private static let id: JSONValue = ["dub_id": "clk_1"]

    private static let cases =
        [
            Case(cookies: "dub_id=clk_1", after: [key: id], outcome: added),
            Case(cookies: "a=1; dub_id=clk_1; dub_id=clk_2", after: [key: id], outcome: added),
            Case(cookies: "dub_id=clk%5F1", after: [key: id], outcome: added),
            Case(
                cookies: "dub_id=%C3%BC=1", after: [key: ["dub_id": "ü=1"]],
                outcome: .added(clickID: "ü=1", replacing: .none)),
            // A semicolon with a space behind it that was encoded passes for the end of a cookie.
            Case(
                cookies: "a=x%3B%20dub_id%3Dclk_0; dub_id=clk_1", after: [key: ["dub_id": "clk_0"]],
                outcome: .added(clickID: "clk_0", replacing: .none)),
            Case(cookies: "a=1;dub_id=clk_1", outcome: .noCookie),
            Case(cookies: "", outcome: .noCookie),
            Case(cookies: "xdub_id=clk_1; dub_identity=2", outcome: .noCookie),
            Case(cookies: "dub_id=; dub_id=clk_1", outcome: .emptyCookie),
            Case(cookies: "dub_id=clk_1; sale=50%", outcome: .unreadableCookies(name: "sale")),
            Case(cookies: "dub_id=clk_1; sale=%4", outcome: .unreadableCookies(name: "sale")),
            Case(cookies: "x=%+1; dub_id=clk_1", outcome: .unreadableCookies(name: "x")),
            Case(cookies: "latin=%E4; dub_id=clk_1", outcome: .unreadableCookies(name: "latin")),
            Case(cookies: "surrogate=%ED%A0%80; dub_id=clk_1", outcome: .unreadableCookies(name: "surrogate")),
            Case(
                cookies: "dub_id=clk_1", integrations: ["All": true, "Other": 1],
                after: ["All": true, "Other": 1, key: id], outcome: added),
            Case(cookies: "dub_id=clk_1", integrations: ["All": false], outcome: .everythingOff),
            Case(cookies: "dub_id=clk_1", integrations: ["All": false, key: 0], outcome: .everythingOff),
            Case(
                cookies: "dub_id=clk_1", integrations: ["All": false, key: true], after: ["All": false, key: id],
                outcome: added),
            Case(cookies: "dub_id=clk_1", integrations: [key: false], outcome: .switchedOff),
            Case(cookies: "dub_id=clk_1", integrations: [key: .null], after: [key: id], outcome: added),
            Case(
                cookies: "dub_id=clk_1", integrations: [key: ["dub_id": "own", "plan": "pro"]], after: [key: id],
                outcome: .added(clickID: "clk_1", replacing: ["dub_id": "own", "plan": "pro"])),
            Case(cookies: "dub_id=clk_1", type: "screen", outcome: .notItsCall("screen")),
            Case(cookies: "dub_id=clk_1", type: "", outcome: .notItsCall("")),
        ]
        + ["track", "identify", "page", "group", "alias"].map { type in
            Case(cookies: "dub_id=clk_1", type: type, after: [key: id], outcome: added)
        }

    @Test("an event becomes what the cookies and its integrations make of it", arguments: cases)
    func enriched(_ wanted: Case) {
        let event = Self.event(wanted.integrations, type: wanted.type)
        let enriched = BrowserPlugin.enrich(event, cookies: wanted.cookies)
        #expect(enriched.outcome == wanted.outcome)
        #expect(enriched.event == (wanted.after.isNull ? event : Self.event(wanted.after, type: wanted.type)))
    }

    @Test("each outcome says what was done or what to do")
    func words() {
        #expect(BrowserPlugin.Outcome.unreadableCookies(name: "sale").description.contains("cookie 'sale'"))
        #expect(
            BrowserPlugin.Outcome.added(clickID: "c", replacing: ["plan": "pro"]).description
                .contains(#"{"plan":"pro"}: that is lost"#))
        #expect(Set(Self.cases.map(\.outcome.word)).count == 7)
    }
}
