import Evidence
import HTMLPage

/// An option is spelled so that the script does not know it.
enum AttributeMisspelled: Check {
    static let entry = CatalogueEntry(
        "attribute-misspelled", .presence, .major,
        title: "An option's name is misspelled",
        why: "The script reads its options by exact attribute names and ignores all others without a word.",
        fix: "Rename the attribute to the name the script knows.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.liveTags.flatMap { tag in
            tag.element.attributes.compactMap { attribute -> Observation? in
                guard let meant = Self.meant(by: attribute.name), tag.element[meant] == nil else { return nil }
                let finding = entry.finding(
                    "The script does not know the attribute \(attribute.name) and ignores it; \(meant) is meant.",
                    [.html("\(attribute.name)='\(attribute.value)'", at: attribute.position)],
                    fix: "Rename \(attribute.name) to \(meant).")
                return Observation(finding, tag: tag.index, explains: Self.absences(of: meant))
            }
        }
    }

    /// Ids which say that the option is not there.
    private static func absences(of option: String) -> Set<String> {
        switch option {
        case "data-domains", "data-short-domain": TagConfiguration.absentDomains
        case "data-publishable-key": [PublishableKeyMissing.entry.id]
        default: []
        }
    }

    /// The option a name is meant to be: another spelling of it, or a letter away.
    static func meant(by name: String) -> String? {
        guard !KnownAttributes.all.contains(name), !otherNames.contains(name) else { return nil }
        let letters = Self.letters(of: name)
        guard letters.count >= 5 else { return nil }
        if let alias = aliases[letters] { return alias }
        let options = KnownAttributes.configuration.sorted()
        if let same = options.first(where: { Self.letters(of: $0) == letters }) { return same }
        guard name.hasPrefix("data") else { return nil }
        return options.first { EditDistance.between(Self.letters(of: $0), letters, atMost: 1) != nil }
    }

    /// A name without what spellings differ in: `data`, hyphens, underscores, colons.
    private static func letters(of name: String) -> String {
        let plain = name.lowercased().filter { $0.isLetter }
        return plain.hasPrefix("data") ? String(plain.dropFirst(4)) : plain
    }

    private static let aliases: [String: String] = [
        "domainsconfig": "data-domains", "domainconfig": "data-domains", "referdomain": "data-domains",
        "cookieoption": "data-cookie-options", "cookiesoptions": "data-cookie-options",
        "cookieconfig": "data-cookie-options", "attribution": "data-attribution-model",
        "publickey": "data-publishable-key", "publishable": "data-publishable-key", "apiurl": "data-api-host",
        "attributionmode": "data-attribution-model", "queryparameter": "data-query-param",
    ]

    /// Names near an option which are somebody else's, or right as they are.
    private static let otherNames: Set<String> = ["data-domain-script", "data-api", "data-host", "data-api-key"]
}
