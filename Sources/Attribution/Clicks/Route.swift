/// How a link leads one visitor on (`dub-api.md`, 7.2).
enum Route: Equatable {
    /// Nowhere: a domain that has no destination.
    case placeholder
    /// Nowhere either: a program that previews links sees what the link shows of itself.
    case preview(BotRules.Reason)
    /// To another program, which a page opens.
    case program
    /// To its destination in a frame, under the short link's own address.
    case frame
    /// To the place for the visitor's system.
    case system(String)
    /// To the place for the visitor's country.
    case country(String)
    /// To its destination.
    case plain

    private static let programSchemes: Set = ["mailto", "sms", "tel", "tg", "whatsapp", "xmpp"]

    /// The first way that fits, in the order of the checks.
    ///
    /// - Parameter bot: why the visitor is no person; nil for one who counts as a person.
    init(of link: Link, for request: ShortLinkRequest, by bot: BotRules.Reason?) {
        let extras = link.extras
        if link.url.isEmpty {
            self = .placeholder
        } else if extras.isProxied, let bot {
            self = .preview(bot)
        } else if Self.programSchemes.contains(Self.scheme(of: link.url)) {
            self = .program
        } else if extras.isCloaked {
            self = .frame
        } else if let target = Self.target(extras, agent: request.userAgent) {
            self = .system(target)
        } else if let target = extras.geo?[request.place.country].nonEmpty {
            self = .country(target)
        } else {
            self = .plain
        }
    }

    /// What a URL begins with, of which a link's need not be parsed for every click.
    private static func scheme(of url: String) -> String {
        let bytes = url.utf8.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: ":") }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    private static func target(_ extras: Link.Extras, agent: String) -> String? {
        let (ios, android) = (extras.ios.nonEmpty, extras.android.nonEmpty)
        guard ios != nil || android != nil else { return nil }
        return switch VisitorAgent(agent).os {
        case "iOS": ios
        case "Android": android
        default: nil
        }
    }
}
