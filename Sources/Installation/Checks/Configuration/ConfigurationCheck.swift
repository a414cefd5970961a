/// A check of the options on a tag that is, or is meant to be, Dub's analytics script.
protocol ConfigurationCheck: TagCheck {
    /// What this check sees in the tag's options.
    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation?
}

extension ConfigurationCheck {
    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        let all = ConfiguredTags(on: page)
        return all.tags.first { $0.tag.index == tag.index }.flatMap { examine($0.tag, $0.options, among: all) }
    }

    /// A fault that two copies of a tag share is said once.
    static func examine(_ page: Analysis) -> [Observation] {
        let all = ConfiguredTags(on: page)
        var said = Set<String>()
        return all.tags.compactMap { examine($0.tag, $0.options, among: all) }
            .filter { said.insert($0.finding.message).inserted }
    }
}
