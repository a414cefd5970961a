/// A check of the options on a tag that is, or is meant to be, Dub's analytics script.
protocol ConfigurationCheck: TagCheck {
    /// What this check sees in the tag's options.
    static func examine(_ tag: DubTag, _ options: TagConfiguration, on page: Analysis) -> Observation?
}

extension ConfigurationCheck {
    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        // Another product reads options of its own.
        tag.isOtherProduct ? nil : examine(tag, TagConfiguration(of: tag), on: page)
    }

    /// A fault that two copies of a tag share is said once.
    static func examine(_ page: Analysis) throws -> [Observation] {
        var said = Set<String>()
        return try page.liveTags.compactMap { try examine($0, on: page) }.filter {
            said.insert($0.finding.message).inserted
        }
    }
}
