internal import Hummingbird

/// A sample page: what its site answers, and what a verification is to find there.
struct Sample: Sendable {
    /// What an answer consists of besides its status and headers.
    enum Content: Sendable, Equatable {
        case file(String)
        case script(ScriptVariant)
        case text(String)
        case nothing
    }

    /// An answer, ready to be sent.
    struct Answer: Sendable {
        var status: HTTPResponse.Status
        var headers: HTTPFields
        var content: Content
        var keepsQuery: Bool
        /// Seconds until it is sent.
        var delay = 0
    }

    /// An answer under conditions.
    struct Case: Sendable {
        var condition: Sidecar.Condition
        var answer: Answer
    }

    let name: String
    let title: String
    let about: String
    /// Catalogue id; nil for a healthy page.
    let finding: String?
    /// Where a mode's result is another one, and why.
    let differences: [HarnessConfiguration.VerdictMode: Sidecar.Difference]
    /// How the script got onto the page, if that is what the sample shows.
    let way: String?
    /// Where the page must be opened; nil for the harness's own origin.
    let origin: String?
    /// What to verify, below the origin.
    let path: String
    /// Further options for `dubcheck verify`.
    let options: [String]
    /// Host names that must lead to the harness, without those of Dub's script.
    let hosts: [String]
    let page: Answer
    let cases: [Case]
    /// Further answers, by their path below the sample's.
    let routes: [String: Answer]
    /// Answers of further hosts.
    let elsewhere: [ElsewhereAddress: Answer]

    /// The answer to a request for the page itself.
    func answer(to request: SampleRequest) -> Answer {
        cases.first { request.meets($0.condition) }?.answer ?? page
    }

    /// The catalogue id that a mode must find; nil when it must find none.
    func finding(in mode: HarnessConfiguration.VerdictMode) -> String? {
        differences[mode]?.finding.map(\.id) ?? finding
    }

    /// The verdict that a mode must come to.
    func verdict(
        in mode: HarnessConfiguration.VerdictMode, following rules: HarnessConfiguration.ExpectedVerdict
    ) -> String {
        differences[mode]?.verdict ?? rules(finding(in: mode), mode)
    }
}

/// What the conditions of a sample look at.
struct SampleRequest {
    /// The query without its question mark, as it stands in the URL; nil without one.
    var query: String?
    var userAgent: String
    /// All values of a header, by its name in lower case.
    var headerValues: (String) -> [String]

    func meets(_ condition: Sidecar.Condition) -> Bool {
        switch condition.query {
        case .none?: if query?.isEmpty == false { return false }
        case .any: if query?.isEmpty ?? true { return false }
        case nil: break
        }
        if let name = condition.queryHas, !hasParameter(name) { return false }
        if let part = condition.userAgentHas, !userAgent.contains(part) { return false }
        for (name, part) in condition.requestHeaderHas ?? [:] {
            let values = headerValues(name.lowercased())
            guard values.contains(where: { $0.lowercased().contains(part.lowercased()) }) else { return false }
        }
        return true
    }

    private func hasParameter(_ name: String) -> Bool {
        (query ?? "").split(separator: "&").contains { pair in
            FormEncoding.decode(pair.prefix { $0 != "=" }) == name
        }
    }
}
