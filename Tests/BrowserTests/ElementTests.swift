import JSON
import Testing

@testable import Browser

@Suite("Elements of a page", .tags(.browser), .warmBrowser)
struct ElementTests {
    private static let page = """
        <!doctype html><style>#off{display:none} #under{position:fixed;top:0;left:0;width:90px;height:30px}
        #over{position:fixed;top:0;left:0;width:200px;height:60px;background:#fff}</style>
        <form style="margin-top:80px"><input id="name" value="old"><input class="two"><input class="two"><input id="off">
        <input id="day" type="date"><textarea id="text"></textarea><div id="rich" contenteditable>old</div>
        <select id="plan"><option value="1">Free</option><option value="2">Team plan</option></select>
        <label><input id="box" type="checkbox">Yes</label><input id="fixed" readonly><fieldset disabled>
        <input id="dead"></fieldset><input id="must" required><input type="file" id="file"></form>
        <p style="height:3000px"><button id="far" onclick="log.push('far ' + event.isTrusted)">Far</button>
        <button id="under">Under</button><div id="over"></div>
        <script>
          window.log = [];
          for (const type of ['input', 'change']) document.addEventListener(type, (event) =>
            log.push(`${type} ${event.target.id} ${event.target.value ?? event.target.textContent} ${event.isTrusted}`));
        </script>
        """

    private func onPage<Result: Sendable>(_ body: @Sendable (PageSession) async throws -> Result) async throws -> Result
    {
        try await withPage(site(["https://www.acme.test/": .text(Self.page)])) { page in
            try await page.navigate(to: "https://www.acme.test/")
            try await page.beginInput()
            return try await body(page)
        }
    }

    private func element(_ selector: String, on page: PageSession) async throws -> PageElement {
        guard case .one(let element) = try await page.find(selector) else {
            throw try #require(nil as BrowserError?, "\(selector) is not one")
        }
        return element
    }

    @Test("A selector finds one, several, none or nothing that it could mean")
    func finding() async throws {
        try await onPage { page in
            #expect(try await self.element("#name", on: page).html == #"<input id="name" value="old">"#)
            guard case .several(2, let samples) = try await page.find(".two") else { throw Failed() }
            #expect(samples == [#"<input class="two">"#, #"<input class="two">"#])
            guard case .nothing(let near) = try await page.find("#nobody") else { throw Failed() }
            #expect(near.contains("#name") && near.contains("#far") && !near.contains("#off"))
            guard case .invalid(let reason) = try await page.find("a[") else { throw Failed() }
            #expect(reason.contains("not a valid selector"))
            #expect(try await page.find("'\"\\\u{2028}") != .nothing(near: near))
        }
    }

    private struct Failed: Error {}

    @Test(
        "An element is told as a visitor meets it",
        arguments: [
            ("#name", "text", true, false, false, false), ("#off", "text", false, false, false, false),
            ("#dead", "text", true, true, false, false), ("#fixed", "text", true, false, true, false),
            ("#plan", "choice", true, false, false, false), ("#box", "tick", true, false, false, false),
            ("#day", "value", true, false, false, false), ("#rich", "text", true, false, false, false),
            ("#file", "none", true, false, false, false), ("#under", "none", true, false, false, true),
            ("#far", "none", true, false, false, false),
        ])
    func states(
        selector: String, kind: String, isVisible: Bool, isDisabled: Bool, isReadOnly: Bool, isCovered: Bool
    ) async throws {
        let element: PageElement = try await onPage { page in try await self.element(selector, on: page) }
        #expect(element.kind.rawValue == kind)
        #expect(element.isVisible == isVisible)
        #expect(element.isDisabled == isDisabled)
        #expect(element.isReadOnly == isReadOnly)
        #expect((element.cover != nil) == isCovered)
    }

    @Test("Fields are typed into as by keys, lists and dates are set with their events, and clicks are a mouse's")
    func filling() async throws {
        try await onPage { page in
            #expect(try await page.type("Ada ünï", into: "#name") == "Ada ünï")
            #expect(try await page.type("", into: "#name") == "")
            #expect(try await page.type("a\nb", into: "#text") == "a\nb")
            #expect(try await page.type("new", into: "#rich") == "new")
            #expect(try await page.choose("Team plan", in: "#plan") == nil)
            #expect(try await page.choose("1", in: "#plan") == nil)
            #expect(try await page.choose("Other", in: "#plan") == ["Free", "Team plan"])
            #expect(try await page.set("2026-02-01", of: "#day") == "2026-02-01")
            try await page.click(try await self.element("#box", on: page))
            #expect(try await self.element("#box", on: page).isTicked)
            try await page.click(try await self.element("#far", on: page))
            let log = (try await page.evaluate("log").array ?? []).compactMap(\.string)
            #expect(log.contains("input name Ada ünï true"))
            #expect(log.contains("change name  true"))
            #expect(log.contains("change plan 2 false") && log.contains("input day 2026-02-01 false"))
            #expect(log.contains("far true"))
            #expect(try await page.invalidFields().map { $0.prefix(16) } == ["<input id=\"must\""])
        }
    }

    @Test("What a page sends is kept with its answers, each redirect by itself")
    func sent() async throws {
        var options = site([
            "https://www.acme.test/": .text("<form method=post action=/go><button>Go</button></form>"),
            "https://www.acme.test/go": .text(
                "", status: 303, headers: [("Location", "https://www.acme.test/done")]),
            "https://www.acme.test/done": .text("<script>fetch('/api', {method: 'PUT'})</script>"),
        ])
        options.observesNetwork = true
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            try await page.beginInput()
            try await page.click(try await self.element("button", on: page))
            try await page.wait(for: "the answers", limit: .seconds(10)) { record in
                record.sent.list.count == 4 && record.sent.list.allSatisfy { $0.status != nil }
            }
            let sent = await page.record.sent.list.map { "\($0.method) \($0.url) \($0.status ?? 0) \($0.isDocument)" }
            #expect(
                sent == [
                    "GET https://www.acme.test/ 200 true", "POST https://www.acme.test/go 303 true",
                    "GET https://www.acme.test/done 200 true", "PUT https://www.acme.test/api 404 false",
                ])
        }
    }
}
