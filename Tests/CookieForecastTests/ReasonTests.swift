import CookieForecast
import Foundation
import PageURL
import Testing

@Suite("Every refusal and silent change has its reason")
struct ReasonTests {
    private func forecast(
        _ url: String, _ options: String? = nil, model: String? = nil, existing: String? = nil
    ) throws -> CookieForecast {
        var attributes: [String: String] = [:]
        attributes["data-cookie-options"] = options
        attributes["data-attribution-model"] = model
        return CookieForecast(
            page: try PageURL(parsing: url), attributes: attributes, existingClickID: existing, now: CookieCase.now)
    }

    /// URL, options, finding, words that the detail must have.
    static let refusals: [(String, String?, String, String)] = [
        ("https://shop.test/?dub_id=t", "{'domain':''}", "cookie-options-invalid-json", "at character 2"),
        ("https://shop.test/?dub_id=t", "null", "cookie-options-null", "null"),
        ("https://shop.test/?dub_id=t", #"{"domain":".other.test"}"#, "cookie-domain-mismatch", "other.test"),
        (
            "https://shop.test/?dub_id=t", #"{"domain":"https://shop.test"}"#, "cookie-domain-mismatch",
            "https://shop.test"
        ),
        ("https://shop.test/?dub_id=t", #"{"domain":"app.shop.test"}"#, "cookie-domain-mismatch", "app.shop.test"),
        ("https://a.vercel.app/?dub_id=t", #"{"domain":".vercel.app"}"#, "cookie-domain-public-suffix", ".vercel.app"),
        ("https://www.github.io/?dub_id=t", nil, "cookie-host-www-on-suffix", "www.github.io"),
        ("http://www.localhost/?dub_id=t", nil, "cookie-host-www-on-suffix", ".localhost"),
        ("https://shop.test/?dub_id=t", #"{"httpOnly":true}"#, "cookie-httponly-option", "httpOnly"),
        ("http://shop.test/?dub_id=t", #"{"secure":true}"#, "cookie-secure-on-http", "http://shop.test"),
        ("https://shop.test/?dub_id=t", #"{"sameSite":"None"}"#, "cookie-samesite-none-insecure", "None"),
        ("https://shop.test/?dub_id=t", #"{"expiresInDays":-1}"#, "cookie-expired", "past"),
        ("https://shop.test/?dub_id=t", #"{"max-age":"0"}"#, "cookie-expired", "past"),
        ("https://shop.test/?dub_id=a%0Ab", nil, "cookie-value-mangled", "U+000A"),
        ("https://shop.test/?dub_id=t", #"{"path":"/a\u0001"}"#, "cookie-value-mangled", "U+0001"),
        ("https://shop.test/?dub_id=t", #"{"partitioned":true}"#, "cookie-not-set", "partitioned"),
        ("https://shop.test/?dub_id=\(String(repeating: "x", count: 4091))", nil, "cookie-not-set", "4097"),
        ("https://shop.test/?dub_id=t", #"{"path":{"toString":1}}"#, "cookie-not-set", "path"),
    ]

    @Test("a refused cookie names its cause", arguments: refusals)
    func refusal(url: String, options: String?, id: String, words: String) throws {
        let forecast = try forecast(url, options)
        #expect(forecast.cookie == nil)
        let reason = try #require(forecast.reasons.first)
        #expect(reason.findingID == id)
        #expect(reason.isRefusal)
        #expect(reason.detail.contains(words))
    }

    static let changes: [(String, String?, String, String)] = [
        ("https://shop.test/?dub_id=t", #"{"sameSite":"bogus"}"#, "cookie-samesite-invalid", "bogus"),
        ("https://shop.test/?dub_id=t", #"{"sameSite":false}"#, "cookie-samesite-invalid", "Lax"),
        ("https://shop.test/?dub_id=t", #"{"expires":"2030-01-01T00:00:00.000Z"}"#, "cookie-session-only", "expiry"),
        ("https://shop.test/?dub_id=t", #"{"expiresInDays":0}"#, "cookie-lifetime-unexpected", "90 days"),
        ("https://shop.test/?dub_id=t", #"{"expiresInDays":1000}"#, "cookie-lifetime-unexpected", "400 days"),
        ("https://shop.test/?dub_id=t", #"{"maxAge":3600}"#, "cookie-lifetime-unexpected", "maxAge"),
        ("https://shop.test/?dub_id=t", #"{"path":"/app"}"#, "cookie-path-narrow", "/app"),
        ("https://shop.test/?dub_id=a%3Bb", nil, "cookie-value-mangled", "\"a\""),
        ("http://10.0.0.7/?dub_id=t", nil, "cookie-host-only", "an IP address"),
        ("http://localhost/?dub_id=t", nil, "cookie-host-only", "single-label"),
        ("https://github.io/?dub_id=t", nil, "cookie-host-only", "public suffix"),
    ]

    @Test("a cookie kept otherwise than expected says how", arguments: changes)
    func change(url: String, options: String?, id: String, words: String) throws {
        let forecast = try forecast(url, options)
        #expect(forecast.cookie != nil)
        let reason = try #require(forecast.reasons.first { $0.findingID == id })
        #expect(!reason.isRefusal)
        #expect(reason.detail.contains(words))
        #expect(forecast.reasons.count == 1)
    }

    @Test("a healthy page has no reasons, and the exact write is told")
    func healthy() throws {
        let forecast = try forecast("https://www.shop.test/?dub_id=t", #"{"expiresInDays":30,"secure":true}"#)
        #expect(forecast.reasons.isEmpty)
        #expect(forecast.scriptRuns)
        #expect(
            forecast.written == "dub_id=t; domain=.shop.test; path=/; sameSite=Lax; "
                + "expires=Wed, 23 Dec 2026 22:15:00 GMT; expiresInDays=30; secure=true")
    }

    @Test("options that are broken or null stop the script, other JSON does not")
    func scriptRuns() throws {
        for text in ["{broken", "null", " ", "{a:1}", #"{"expiresInDays":{"toString":1}}"#] {
            let forecast = try forecast("https://shop.test/?dub_id=t", text)
            #expect(!forecast.scriptRuns, "\(text)")
            #expect(forecast.written == nil)
        }
        for text in ["[]", "5", "false", "\"x\"", "", "{}"] {
            let forecast = try forecast("https://shop.test/?dub_id=t", text)
            #expect(forecast.scriptRuns && forecast.cookie != nil, "\(text)")
        }
    }

    @Test("without a click id nothing is written and nothing is wrong")
    func noClickID() throws {
        let forecast = try forecast("https://shop.test/?dub_id=")
        #expect(forecast.clickID == nil)
        #expect(forecast.scriptRuns)
        #expect(forecast.cookie == nil)
        #expect(forecast.reasons.isEmpty)
    }

    @Test("first-click keeps an existing cookie, last-click and unknown models do not")
    func firstClick() throws {
        let kept = try forecast("https://shop.test/?dub_id=new", model: "first-click", existing: "old")
        #expect(kept.written == nil)
        #expect(kept.reasons.map(\.findingID) == ["first-click-existing"])
        for model in ["last-click", "First-Click"] {
            #expect(try forecast("https://shop.test/?dub_id=new", model: model, existing: "old").cookie?.value == "new")
        }
        #expect(try forecast("https://shop.test/?dub_id=new", model: "first-click").cookie?.value == "new")
    }

    @Test("several refusals are all told, before silent changes")
    func several() throws {
        let forecast = try forecast(
            "http://shop.test/?dub_id=t", #"{"secure":true,"httpOnly":true,"path":"/x","domain":"other.test"}"#)
        #expect(
            forecast.reasons.map(\.findingID) == [
                "cookie-httponly-option", "cookie-secure-on-http", "cookie-domain-mismatch", "cookie-path-narrow",
            ])
    }
}
