import ArgumentParser
import Installation
import Reporting

/// What is done with the findings.
struct ResultOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the report as text or json; may be repeated. (default: text)",
            discussion: "Without a path it goes to standard output, which only one report can use.",
            valueName: "format[=path]"),
        transform: ReportRequest<ReportFormat>.init(argument:))
    var report = [ReportRequest(format: ReportFormat.text)]

    @Option(help: "The lowest severity that makes the exit code 1.")
    var failOn = FailOn.blocker

    @Option(help: ArgumentHelp("Consider only these findings; 'dubcheck checks' lists the ids.", valueName: "id,…"))
    var only: [String] = []

    @Option(help: ArgumentHelp("Do not consider these findings.", valueName: "id,…"))
    var skip: [String] = []

    @Option(
        help: ArgumentHelp(
            "Demand a configuration; may be repeated.",
            discussion: "Keys: \(Expectation.Key.allCases.map(\.rawValue).joined(separator: ", ")). "
                + "For example --expect refer=go.acme.com --expect cookie-days=60.",
            valueName: "key=value"),
        transform: Self.expectation)
    var expect: [Expectation] = []

    static let settings = [
        Setting("report", .list, default: "text"),
        Setting("fail-on", default: "blocker"),
        Setting("only", .list),
        Setting("skip", .list),
        Setting("expect", .list),
    ]

    func validate() throws {
        try ReportRequest.validate(report)
        _ = try ids(only, option: "--only")
        _ = try ids(skip, option: "--skip")
    }

    /// The ids of `--only`; nil when it was not given.
    var onlyIDs: Set<String>? {
        get throws { only.isEmpty ? nil : try ids(only, option: "--only") }
    }

    /// The ids of `--skip`.
    var skippedIDs: Set<String> {
        get throws { try ids(skip, option: "--skip") }
    }

    private func ids(_ lists: [String], option: String) throws -> Set<String> {
        let ids = lists.flatMap { $0.split(whereSeparator: { $0 == "," || $0.isWhitespace }) }.map(String.init)
        for id in ids where Catalogue.entry(id) == nil {
            throw ValidationError("\(option): \(Self.unknown(id))")
        }
        return Set(ids)
    }

    /// What to say of an id that is not in the catalogue.
    static func unknown(_ id: String) -> String {
        let near = Suggestion.nearest(to: id, in: Catalogue.entries.map(\.id))
        return "there is no finding '\(id)'; "
            + (near.isEmpty
                ? "'dubcheck checks' lists the ids"
                : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?")
    }

    private static func expectation(_ text: String) throws -> Expectation {
        if let expectation = Expectation(text), !expectation.value.isEmpty { return expectation }
        let keys = Expectation.Key.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(text)' is not KEY=VALUE with a known key; the keys are \(keys)")
    }
}
