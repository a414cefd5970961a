import CookieForecast
import Foundation
import PageURL
import Testing

/// A page URL and a tag's attributes, with what real Chromium 156 kept.
struct CookieCase: Codable, Sendable, CustomTestStringConvertible {
    let id: String
    let url: String
    let attributes: [String: String]
    let expected: StoredCookie?

    var testDescription: String { "\(url.prefix(80)) \(attributes["data-cookie-options"]?.prefix(80) ?? "")" }

    static func read(_ file: URL) throws -> [CookieCase] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(CookieCase.self, from: Data($0.utf8)) }
    }

    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let fixture = tests.appending(path: "Fixtures/cookies.jsonl")
    static let shared = tests.appending(path: "../../shared/cases/cookie_matrix.jsonl").standardizedFileURL

    /// Shortly after the fixture was measured: 2026-11-23 22:15 UTC.
    ///
    /// Dates in its options are relative to this.
    static let now = Date(timeIntervalSince1970: 1_795_472_100)

    /// What differs from the forecast; nil when it is right (lifetimes within 0.1 day).
    func difference() throws -> String? {
        let page = try PageURL(parsing: url)
        var forecast = CookieForecast(page: page, attributes: attributes, now: Self.now).cookie
        if let days = forecast?.expiresInDays, let wanted = expected?.expiresInDays, abs(days - wanted) <= 0.1 {
            forecast?.expiresInDays = wanted
        }
        guard forecast != expected else { return nil }
        return "\(id): kept \(String(describing: expected)), forecast \(String(describing: forecast))"
    }
}

@Suite("The forecast is what Chromium keeps")
struct CookieCasesTests {
    @Test("every measured case of the fixture")
    func fixture() throws {
        let cases = try CookieCase.read(CookieCase.fixture)
        #expect(cases.count > 200)
        for one in cases { #expect(try one.difference() == nil, "\(one.testDescription)") }
    }

    @Test(
        "every case of the shared matrix",
        .enabled(if: FileManager.default.fileExists(atPath: CookieCase.shared.path)))
    func matrix() throws {
        let cases = try CookieCase.read(CookieCase.shared)
        #expect(cases.count > 500)
        for one in cases { #expect(try one.difference() == nil, "\(one.testDescription)") }
    }

    @Test("the probe answers a line with a line, keys in order")
    func probe() throws {
        let line = #"{"id": 7, "url": "http://localhost/p?dub_id=a%22", "attributes": {}}"#
        #expect(
            try CookieProbe.answer(line, now: CookieCase.now)
                == #"{"id":7,"cookie":{"value":"a\"","domain":"localhost","#
                + #""hostOnly":true,"path":"/","secure":false,"httpOnly":false,"sameSite":"Lax","expiresInDays":90}}"#)
        let none = #"{"id":"x","url":"http://localhost/","attributes":{}}"#
        #expect(try CookieProbe.answer(none, now: CookieCase.now) == #"{"id":"x","cookie":null}"#)
    }

    @Test("the probe says what is wrong with a line", arguments: ["", "{}", #"{"id":1}"#, #"{"id":1,"url":"x"}"#])
    func badLine(line: String) {
        #expect(throws: CookieProbe.LineError.self) { try CookieProbe.answer(line, now: CookieCase.now) }
    }
}
