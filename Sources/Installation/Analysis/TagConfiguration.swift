import CookieForecast

/// The options of a tag as the script takes them (analytics-script, 2).
struct TagConfiguration: Sendable {
    /// What an attribute with JSON in it holds.
    enum JSONOption: Sendable {
        /// Not there, or empty, which the script takes for the same.
        case absent
        case value(JSValue)
        /// Text that JavaScript does not parse, and why.
        case broken(JSONSyntaxError)
    }

    /// An option that only one extension of the script uses.
    struct PartOption: Sendable {
        let part: ScriptVariant.Part
        /// The attribute it stands in.
        let attribute: String
        /// How it reads in a sentence.
        let name: String
    }

    private let attributes: [String: String]
    let domains: JSONOption
    let queryParams: JSONOption

    init(of tag: DubTag) {
        attributes = tag.attributes
        domains = JSONOption(attributes["data-domains"])
        queryParams = JSONOption(attributes["data-query-params"])
    }

    /// The attribute as written; nil when it is absent or blank.
    func text(_ name: String) -> String? {
        attributes[name].flatMap { $0.trimmingHTMLSpace().isEmpty ? nil : $0 }
    }

    /// The domain of partner links, and the attribute that sets it; nil when none counts.
    var refer: (attribute: String, value: JSValue)? {
        if case .value(let domains) = domains, let refer = domains["refer"], refer.isSet {
            return ("data-domains", refer)
        }
        return text("data-short-domain").map { ("data-short-domain", .string($0)) }
    }

    /// The options that need an extension.
    var partOptions: [PartOption] {
        var options: [PartOption] = []
        if case .value(let domains) = domains {
            if domains["site"]?.isSet == true {
                options.append(
                    PartOption(part: .siteVisit, attribute: "data-domains", name: "\"site\" in data-domains"))
            }
            if domains["outbound"]?.isSet == true {
                options.append(
                    PartOption(part: .outboundDomains, attribute: "data-domains", name: "\"outbound\" in data-domains"))
            }
        }
        if text("data-publishable-key") != nil {
            options.append(
                PartOption(
                    part: .conversionTracking, attribute: "data-publishable-key", name: "data-publishable-key"))
        }
        return options
    }

    /// Ids that say something of the domains is absent: no news about a tag whose attribute is there and broken.
    static let absentDomains: Set<String> = [ReferDomainMissing.entry.id, VariantWithoutConfig.entry.id]
}

extension TagConfiguration.JSONOption {
    /// Longer than any configuration: not looked into, so that a hostile page costs no more than its size.
    private static let limit = 10_000

    init(_ text: String?) {
        guard let text, text.utf8.count <= Self.limit, !text.trimmingHTMLSpace().isEmpty else {
            self = .absent
            return
        }
        do {
            self = .value(try JSValue(parsing: text))
        } catch {
            self = .broken(error)
        }
    }
}

extension JSValue {
    /// It is more than nothing: neither null nor false, and with some text or item in it.
    var isSet: Bool {
        switch self {
        case .null, .bool(false): false
        case .bool(true), .number, .object: true
        case .string(let text): !text.trimmingHTMLSpace().isEmpty
        case .array(let items): items.contains(where: \.isSet)
        }
    }

    /// What kind of value it is, with its article.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
