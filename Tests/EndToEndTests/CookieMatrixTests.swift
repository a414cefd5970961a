import Foundation
import PageURL
import Testing

/// A page URL with a tag's attributes, and the cookie that a Chromium kept there.
struct MatrixRow: Decodable, Sendable {
    let id: String
    let url: String
    let attributes: [String: String]
    let expected: JSONReport.Result.Cookie?

    /// The options as the tag names them.
    var options: String? { attributes["data-cookie-options"] }

    /// The script cannot read the options, so that it ends before it has done anything.
    var isBroken: Bool {
        // JavaScript reads numbers without bounds; this parser does not.
        guard let options, !options.contains(/\de\d{3}/) else { return false }
        return (try? JSONSerialization.jsonObject(with: Data(options.utf8), options: .fragmentsAllowed)) == nil
    }

    /// A verification can ask the row's question.
    ///
    /// Left out: rows about the click id itself, for a verification puts its own value in place of it; those whose options
    /// name a date to come, for it comes nearer every day (their forecast is tested with the clock of their measurement);
    /// URLs that are not spelled as they are asked for, so that the site would not know them; and http where Chromium
    /// goes by https, whatever it is told.
    var isVerifiable: Bool {
        guard let page = PageURL(url), page.href == url, url.contains(/\?dub_id=[a-z]{1,9}$/) else { return false }
        let host = page.host
        if url.hasPrefix("http:"), Self.onlyHTTPS.contains(where: { host == $0 || host.hasSuffix(".\($0)") }) {
            return false
        }
        let date = /"expires"\s*:\s*"(\\.|[^"\\])*[0-9]/.ignoresCase()
        return expected?.expiresInDays == nil || options?.contains(date) != true
    }

    /// Top-level and other domains in Chromium's list of those that speak https only (HSTS preloading).
    private static let onlyHTTPS = ["app", "dev", "now.sh"]

    /// The row's URL, which differs from those of all other rows.
    var target: String { "\(url)&row=\(id)" }

    /// The page with the row's tag.
    var page: String {
        let attributes = attributes.map { name, value in
            let text = value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
            return "\(name)=\"\(text)\""
        }
        return Markup.page(head: Markup.tag(attributes.joined(separator: " ")))
    }

    /// What differs between the report and the row, and between the report's forecast and the row.
    func mismatches(_ result: JSONReport.Result) -> [String] {
        let probe = URLComponents(string: result.finalURL ?? "")?.queryItems?.first { $0.name == "dub_id" }?.value
        guard let probe, probe != "test" else { return ["\(target): ended at \(result.finalURL ?? "no URL")"] }
        var expected = expected
        expected?.value = probe
        var wrong: [String] = []
        for (name, cookie) in [("kept", result.cookie.observed), ("forecast", result.cookie.predicted)]
        where !JSONReport.Result.Cookie.agree(cookie, expected) {
            wrong.append("\(name) \(Self.words(cookie)) instead of \(Self.words(expected))")
        }
        if result.ids.contains("tool-disagreement") { wrong.append("found tool-disagreement") }
        if isBroken, !result.ids.contains("cookie-options-invalid-json") { wrong.append("found \(result.ids)") }
        return wrong.map { "\(target) \(options ?? "without options"): \($0)" }
    }

    private static func words(_ cookie: JSONReport.Result.Cookie?) -> String {
        cookie.map { "\($0)" } ?? "none"
    }
}

/// Where the rows come from, and which of them are tried.
enum Matrix {
    /// How many rows a run of the tests tries.
    private static let count = 60

    /// The labelled cases beside the checkout, else those in it.
    private static let file =
        Checkout.cases("cookie_matrix.jsonl") ?? Checkout.root.appending(path: "Tests/Fixtures/cookies.jsonl")

    /// A choice of rows, the same in every run: all with options that cannot be read, and others by lot.
    ///
    /// All rows when the environment has `DUBCHECK_ALL_CASES`.
    static func rows() throws -> [MatrixRow] {
        let text = try String(contentsOf: file, encoding: .utf8)
        let rows = try text.split(separator: "\n")
            .map { try JSONDecoder().decode(MatrixRow.self, from: Data($0.utf8)) }.filter(\.isVerifiable)
        guard ProcessInfo.processInfo.environment["DUBCHECK_ALL_CASES"] == nil else { return rows }
        var generator = SeededGenerator(state: 20_261_126)
        let chosen = rows.shuffled(using: &generator)
        let broken = chosen.filter(\.isBroken).prefix(count / 4)
        return Array(broken + chosen.filter { !$0.isBroken }.prefix(count - broken.count))
    }

    /// Serves each row its page, on every host.
    static func routes(for rows: [MatrixRow]) -> Routes {
        let pages = Dictionary(uniqueKeysWithValues: rows.map { ("row=\($0.id)", $0.page) })
        var routes = Routes()
        for row in rows {
            guard let url = PageURL(row.url) else { continue }
            routes[url.host, url.path] = { request in
                let page = request.query.split(separator: "&").compactMap { pages[String($0)] }.first
                return page.map { .html($0) } ?? .notFound
            }
        }
        return routes
    }
}

/// SplitMix64: the same numbers for the same start, everywhere.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The measured cookies of the matrix, seen again by a verification.
@Suite("The cookie matrix through verify", .tags(.browser))
struct CookieMatrixTests {
    @Test("each row's cookie is the one that is kept and the one that is forecast", .timeLimit(.minutes(15)))
    func matrix() async throws {
        let rows = try Matrix.rows()
        let broken = rows.count { $0.isBroken }
        let refused = rows.count { $0.expected == nil }
        try #require(rows.count >= 60 && broken > 0 && refused > broken && refused < rows.count)
        try await Turns.two.take {
            let routes = Matrix.routes(for: rows)
            try await ScenarioSite.serve(routes) { site in
                let outcome = try await Tool.run(
                    ["verify", "--mode", "browser", "--report", "json", "--insecure", "--wait", "1"]
                        + ["--concurrency", "2"] + routes.connections(to: site.ports) + rows.map(\.target))
                let report = try JSONDecoder().decode(JSONReport.self, from: Data(outcome.output.utf8))
                try #require(report.results.map(\.target) == rows.map(\.target))
                let wrong = zip(rows, report.results).flatMap { $0.mismatches($1) }
                #expect(wrong.isEmpty, "\(wrong.count): \(wrong.joined(separator: "\n"))")
            }
        }
    }
}
