import Foundation
import Testing

/// One site with its script installed in some way, and what dubcheck must say of it.
struct Scenario: Sendable, CustomTestStringConvertible {
    /// What a run must say.
    struct Expected: Sendable {
        /// The verdicts that are right: one, or two where the rules leave a choice.
        var verdicts: [String]
        /// The ids of all findings that count; nil where the rules leave them open.
        var counting: Set<String>?
        /// Ids of findings that must be among those that do not count.
        var info: Set<String> = []
        /// The exit code; nil: as the verdict has it.
        var status: Int32?
        /// What is said of the second target.
        var second: [Expected] = []

        static func pass(info: String...) -> Self { Self(verdicts: ["pass"], counting: [], info: Set(info)) }
        static func warn(_ ids: String...) -> Self { Self(verdicts: ["warn"], counting: Set(ids)) }
        static func fail(_ ids: String...) -> Self { Self(verdicts: ["fail"], counting: Set(ids)) }
        /// A failure, whichever of its causes is named.
        static let anyFailure = Self(verdicts: ["fail"], counting: nil)
        static func inconclusive(_ ids: String...) -> Self {
            Self(verdicts: ["inconclusive"], counting: ids.isEmpty ? nil : Set(ids))
        }
        /// No report at all: the command is wrong.
        static let usageError = Self(verdicts: [], counting: nil, status: 2)

        /// The same with more to say.
        func with(info: String..., status: Int32? = nil, second: Expected? = nil) -> Self {
            var expected = self
            expected.info.formUnion(info)
            expected.status = status ?? self.status
            if let second { expected.second = [second] }
            return expected
        }

        /// Another verdict is right too.
        func or(_ verdict: String) -> Self {
            var expected = self
            expected.verdicts.append(verdict)
            expected.counting = nil
            return expected
        }
    }

    /// Number and name of the row.
    let name: String
    /// `{http}` and `{https}` stand for the ports.
    let targets: [String]
    let arguments: [String]
    let environment: [String: String]
    let routes: Routes
    let browser: Expected
    /// What static mode must say; nil where only a browser is worth asking.
    let fixed: Expected?

    init(
        _ name: String, targets: [String] = ["https://\(Routes.site)/"], arguments: [String] = [],
        environment: [String: String] = [:], _ browser: Expected, fixed: Expected?, site: (inout Routes) -> Void
    ) {
        var routes = Routes()
        site(&routes)
        self.name = name
        self.targets = targets
        self.arguments = arguments
        self.environment = environment
        self.routes = routes
        self.browser = browser
        self.fixed = fixed
    }

    /// A home page with this head; the same is expected of both modes.
    init(_ name: String, head: String, _ expected: Expected) {
        self.init(name, expected) { $0.home(Markup.page(head: head)) }
    }

    /// The same is expected of both modes.
    init(
        _ name: String, targets: [String] = ["https://\(Routes.site)/"], arguments: [String] = [],
        environment: [String: String] = [:], _ expected: Expected, site: (inout Routes) -> Void
    ) {
        self.init(
            name, targets: targets, arguments: arguments, environment: environment, expected, fixed: expected,
            site: site)
    }

    /// The same site, without a promise of static mode.
    func browserOnly() -> Scenario {
        Scenario(name, targets: targets, arguments: arguments, environment: environment, browser, fixed: nil) {
            $0 = routes
        }
    }

    var testDescription: String { name }

    var isLive: Bool { arguments.contains("--live") }

    /// Runs the built binary on the site in the mode; answers what is wrong, a line each, nothing when all is right.
    func mismatches(mode: String, expecting expected: Expected) async throws -> [String] {
        try await ScenarioSite.serve(routes) { site in
            let outcome = try await Tool.run(
                ["verify"] + targets.map { Self.filled($0, site.ports) }
                    + [
                        "--mode", mode, "--report", "json", "--insecure", "--timeout", "20", "--wait", "2",
                    ] + routes.connections(to: site.ports) + arguments.map { Self.filled($0, site.ports) },
                environment: environment)
            var wrong = expected.mismatches(outcome)
            let events = site.requests.filter { $0.host == "api.dub.co" || $0.path.contains("/track/") }
            if !isLive, !events.isEmpty {
                let list = events.map { "\($0.method) \($0.host)\($0.path)" }
                wrong.append("called the tracking API: \(list.joined(separator: ", "))")
            }
            return wrong
        }
    }

    private static func filled(_ text: String, _ ports: (http: Int, https: Int)) -> String {
        text.replacing("{http}", with: String(ports.http)).replacing("{https}", with: String(ports.https))
    }
}

extension Scenario.Expected {
    /// What is wrong with a run, a line each.
    func mismatches(_ outcome: Tool.Outcome) -> [String] {
        var wrong: [String] = []
        let all = [self] + second
        let right = status ?? Self.status(of: all)
        if outcome.status != right { wrong.append("exit code \(outcome.status) instead of \(right)") }
        guard !verdicts.isEmpty else { return wrong }
        guard let report = try? JSONDecoder().decode(JSONReport.self, from: Data(outcome.output.utf8)),
            report.results.count == all.count
        else { return wrong + ["no report: \(outcome.errors.prefix(500))"] }
        for (expected, result) in zip(all, report.results) { wrong += expected.mismatches(result) }
        return wrong
    }

    private func mismatches(_ result: JSONReport.Result) -> [String] {
        let counting = Set(result.findings.filter { $0.severity != "info" }.map(\.id))
        let others = Set(result.findings.filter { $0.severity == "info" }.map(\.id))
        let isRight =
            verdicts.contains(result.verdict) && counting == (self.counting ?? counting) && info.isSubset(of: others)
        guard !isRight else { return [] }
        let want = "\(verdicts.joined(separator: " or ")) \(self.counting?.sorted() ?? ["any"]) info \(info.sorted())"
        let got = "\(result.verdict) \(counting.sorted()) info \(others.sorted())"
        let messages = result.findings.map { "\($0.severity) \($0.id): \($0.message)" }.joined(separator: " | ")
        return ["\(result.target): expected \(want); got \(got); \(messages)"]
    }

    /// The exit code of the verdicts: a failure before what is inconclusive (cli, 1).
    private static func status(of all: [Self]) -> Int32 {
        let verdicts = all.compactMap(\.verdicts.first)
        if verdicts.contains("fail") { return 1 }
        return verdicts.contains("inconclusive") ? 3 : 0
    }
}
