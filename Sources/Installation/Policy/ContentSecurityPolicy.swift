/// One serialized content security policy (CSP Level 3, 2.2): directives in order, of repeated names the first.
struct ContentSecurityPolicy: Sendable {
    /// Where a policy was found.
    enum Source: Sendable, Hashable {
        /// An HTTP header line.
        case header
        /// A meta element in the head, by the offset where it stands: it applies to what comes after.
        case meta(offset: Int, line: Int)
    }

    let source: Source
    /// The policy as written.
    let text: String
    private let directives: [(name: String, values: [String])]
    /// Directives that were written again and are ignored.
    private let ignored: [(name: String, values: [String])]

    init(_ text: some StringProtocol, source: Source) {
        var directives: [(name: String, values: [String])] = []
        var ignored: [(name: String, values: [String])] = []
        for part in text.split(separator: ";") {
            let words = part.split { $0.isWhitespace }.map { String($0) }
            guard let name = words.first?.lowercased() else { continue }
            let directive = (name: name, values: Array(words.dropFirst()))
            if directives.contains(where: { $0.name == name }) {
                ignored.append(directive)
            } else {
                directives.append(directive)
            }
        }
        self.source = source
        self.text = String(text).trimmingHTMLSpace()
        self.directives = directives
        self.ignored = ignored
    }

    /// The policies of one header value, which a comma separates (CSP, 2.2.2).
    static func list(_ value: String, source: Source) -> [ContentSecurityPolicy] {
        value.split(separator: ",").map { ContentSecurityPolicy($0, source: source) }
            .filter { !$0.directives.isEmpty }
    }

    /// The values of the directive, or nil when the policy does not have it.
    subscript(name: String) -> [String]? {
        directives.first { $0.name == name }?.values
    }

    /// The values of a directive that was written a second time and is ignored.
    func ignoredValues(of name: String) -> [String]? {
        ignored.first { $0.name == name }?.values
    }

    /// The first of the directives that the policy has, with its name.
    func effective(_ names: [String]) -> (name: String, values: [String])? {
        names.lazy.compactMap { name in self[name].map { (name, $0) } }.first
    }

    /// The directives that decide about script elements, the most special first (CSP, 6.8.3).
    static let scriptDirectives = ["script-src-elem", "script-src", "default-src"]
    /// The directives that decide about requests made by scripts.
    static let connectDirectives = ["connect-src", "default-src"]
}
