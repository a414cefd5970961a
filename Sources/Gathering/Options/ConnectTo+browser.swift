extension ConnectTo {
    /// The rules in the form in which Chromium takes them (`--host-resolver-rules`).
    ///
    /// - Throws: a usage error for a rule that a browser cannot follow: a port moved for every host.
    public static func resolverRules(_ rules: [ConnectTo]) throws(GatheringError) -> [String] {
        var mapped: [String] = []
        for rule in rules {
            guard let target = rule.connectHost ?? rule.host else {
                if rule.connectPort == nil { continue }
                throw .usage(
                    "--connect-to \(rule): a browser cannot move a port for every host; name HOST1 or HOST2, or use "
                        + "--mode static")
            }
            let pattern = (rule.host.map(Self.inBrackets) ?? "*") + (rule.port.map { ":\($0)" } ?? "")
            let place = Self.inBrackets(target) + (rule.connectPort.map { ":\($0)" } ?? "")
            mapped.append("MAP \(pattern) \(place)")
        }
        return mapped
    }

    private static func inBrackets(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }
}
