import Evidence
import HTMLPage
import PageURL

/// A script tag that is, or is meant to be, Dub's analytics script.
struct DubTag: Sendable {
    /// What the tag loads.
    enum Identity: Sendable, Hashable {
        /// The script from Dub's own host.
        case official(ScriptVariant)
        /// The script from elsewhere, recognised by its content.
        case proxied(ScriptVariant)
        /// The script's code between the tags.
        case inlined(ScriptVariant)
        /// Dub's host and folder, and a file name that is none of the 8.
        case unknownFile(String)
        /// Dub's host, and another product's path.
        case otherProduct(String)
        /// Another host whose name or URL resembles Dub's, or Dub's address in the wrong place.
        case lookalike(String)
        /// It has Dub's attributes or a name like Dub's, and its content could not be confirmed.
        case unconfirmed
    }

    /// Why a tag with another attribute than `src` will get one later.
    enum Deferral: Sendable, Hashable {
        /// A consent tool releases it.
        case consent
        /// A page-speed plugin releases it at the first interaction.
        case interaction
    }

    /// The position in `Analysis.tags`.
    private(set) var index: Int
    let element: ScriptElement
    /// The attribute that holds the URL: `src`, or what a plugin or a mistake turned it into; nil for inlined code.
    let sourceAttribute: String?
    /// That attribute's value as written.
    let source: String?
    /// The value resolved as the browser resolves it.
    let url: PageURL?
    let identity: Identity
    let deferral: Deferral?
    /// The fetched file; nil when nothing was fetched.
    let file: ScriptFile?
    /// The element as the live page has it; nil when no browser looked, or the page has it no more.
    var live: LiveScript?
    /// It is not in the HTML: code added it.
    var isDynamic = false

    /// The tag makes an element of the live page.
    var isLive: Bool {
        element.placement.isLive
    }

    /// The extensions that will run, as far as they are known.
    var variant: ScriptVariant? {
        switch identity {
        case .official(let variant), .proxied(let variant), .inlined(let variant): variant
        case .unknownFile, .otherProduct, .lookalike, .unconfirmed: nil
        }
    }

    /// It is known to be Dub's analytics script.
    var isDub: Bool {
        variant != nil
    }

    /// Where it is, as it reads in a sentence.
    var place: String {
        if !isDynamic { return "on line \(element.position.line)" }
        return switch live?.origin {
        case .gtm: "added by Google Tag Manager"
        case _ where element["data-sdkn"] != nil: "added by the npm package"
        default: "added by code"
        }
    }

    /// It is Dub's, and not analytics.
    var isOtherProduct: Bool {
        if case .otherProduct = identity { true } else { false }
    }

    /// The same tag at another position.
    func numbered(_ index: Int) -> DubTag {
        var copy = self
        copy.index = index
        return copy
    }

    /// The attributes by name, as the script reads them from its own element.
    var attributes: [String: String] {
        Dictionary(element.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The configuration: every attribute the script reads.
    var configuration: [String: String] {
        attributes.filter { KnownAttributes.configuration.contains($0.key) }
    }
}

/// The attributes the script reads from its own tag (analytics-script, 2).
enum KnownAttributes {
    static let configuration: Set<String> = [
        "data-api-host", "data-publishable-key", "data-domains", "data-short-domain", "data-attribution-model",
        "data-cookie-options", "data-query-param", "data-query-params",
    ]

    /// Configuration and what the npm package adds.
    static let all: Set<String> = configuration.union(["data-sdkn", "data-sdkv"])
}
