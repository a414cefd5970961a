import PageURL

/// What a short link does with a visitor: where it leads, with which click id, and whether the click is recorded
/// (`dub-api.md`, 7).
public struct ClickRules: Sendable {
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker
    /// Whether the clicks of bots are recorded too.
    public var countsBots = false
    /// The settings of the short domain, if it has any: where visitors go for whom there is no link, or none any more.
    public var domain: Domain?

    /// Rules for one request.
    public init(now: Timestamp, ids: IDMaker = IDMaker()) {
        self.now = now
        self.ids = ids
    }

    /// Answers a request for a short link, and records its click.
    ///
    /// - Returns: the answer, what there is to say of it, and whether search engines may index it, as the link has it.
    /// - Throws: only what the store throws.
    public func answer(
        _ request: ShortLinkRequest, in store: inout some AttributionTransaction
    ) throws -> (answer: ShortLinkAnswer, notes: [Note], isIndexed: Bool) {
        guard let path = String(validating: PercentEncoding.decode(request.path.utf8), as: UTF8.self) else {
            return (.notFound, [], false)
        }
        if Self.isServerFile(path) {
            return (.redirect(status: 302, location: "/?dub-no-track=1", cookie: nil), [], false)
        }
        let isInspection = path.hasSuffix("+")
        let key = LinkKey.requested(decodedPath: isInspection ? String(path.dropLast()) : path)
        guard let link = try store.link(domain: request.domain, key: key) else {
            return (notFound, [.noLink(domain: request.domain, key: key.text)], false)
        }
        let (answer, notes) = try reply(to: request, by: link, isInspection: isInspection, in: &store)
        return (answer, notes, link.isIndexed)
    }

    private func reply(
        to request: ShortLinkRequest, by link: Link, isInspection: Bool, in store: inout some AttributionTransaction
    ) throws -> (answer: ShortLinkAnswer, notes: [Note]) {
        if isInspection, link.password.nonEmpty == nil { return (.inspect(link), []) }
        var request = request
        if let password = link.password.nonEmpty {
            let given =
                request.password ?? request.parameter("pw")
                ?? request.decodedCookie(ClickCookie.Other.passwordName(of: link))
            guard given == password else { return (.password(isWrong: given != nil), []) }
            request.query.removeAll { $0.name == "pw" }
        }
        if link.disabledAt != nil { return (notFound, [.disabledLink(link.shortLink)]) }
        if link.expiresAt.map({ $0 <= now }) == true { return (over(link), [.expiredLink(link.shortLink)]) }
        return try follow(link, for: request, in: &store)
    }

    private var notFound: ShortLinkAnswer {
        guard let next = domain?.notFoundURL.nonEmpty else { return .notFound }
        return .redirect(status: 307, location: next, cookie: nil)
    }

    private func over(_ link: Link) -> ShortLinkAnswer {
        if let next = link.expiredURL.nonEmpty { return .redirect(status: 302, location: next, cookie: nil) }
        if let next = domain?.expiredURL.nonEmpty { return .redirect(status: 307, location: next, cookie: nil) }
        return .expired
    }

    private func follow(
        _ link: Link, for request: ShortLinkRequest, in store: inout some AttributionTransaction
    ) throws -> (answer: ShortLinkAnswer, notes: [Note]) {
        let visit = MemoryKey.visit(domain: link.domain, key: link.key, visitor: request.visitor)
        let known = try store.recall(visit, at: now)
        let name = "dub_id_\(link.domain)_\(link.key.folded)"
        let remembered = link.needsClickID ? known?.value : nil
        let given = request.cookies[name].flatMap { Self.isClickID($0) ? $0 : nil }
        let id = given ?? remembered ?? ids.eventID(at: now)
        let variant = SplitTest(of: link, at: now)?
            .target(kept: request.decodedCookie(ClickCookie.Other.variantName), drawnBy: ids)
        var link = link
        if let variant { link.url = variant }
        let recorder = ClickRecorder(countsBots: countsBots)
        let bot = BotRules.reason(
            method: request.method, userAgent: request.userAgent, parameter: request.parameter("bot"))
        let route = Route(of: link, for: request, by: recorder.refused(bot))
        let location = location(of: link, by: route, clickID: id, for: request)
        var cookie = ClickCookie(name: name, value: id, path: request.path, start: now)
        if let variant { cookie.others.append(.variant(variant)) }
        if link.password.nonEmpty != nil, let given = request.password {
            cookie.others.append(.password(given, of: link))
        }
        if case .preview(let bot) = route {
            return (answer(by: route, to: location, of: link, cookie), [.preview(link.shortLink, bot)])
        }
        let click = Click(
            id: id, timestamp: now, linkID: link.id, url: location,
            trigger: request.parameter("qr") == "1" ? .qr : .link, place: request.place, address: request.address,
            userAgent: request.userAgent, refererURL: request.referer.nonEmpty ?? "(direct)")
        let circumstances = ClickRecorder.Circumstances(
            isUntracked: request.isUntracked || request.parameter("dub-no-track") != nil, bot: bot,
            isRepeated: try known != nil || given != nil && store.click(id: id) != nil)
        let notes = try recorder.record(click, of: visit, circumstances, in: &store)
        if case .system = route, notes.isEmpty {
            try store.remember(
                .installation(domain: link.domain, address: request.address),
                Memory("\(id) \(link.id)", until: now + MemoryKey.visitMemory))
        }
        return (answer(by: route, to: location, of: link, cookie), notes)
    }

    private func location(
        of link: Link, by route: Route, clickID: String, for request: ShortLinkRequest
    ) -> String {
        let target =
            switch route {
            case .system(let target), .country(let target): target
            case .placeholder, .preview, .program, .frame, .plain: link.url
            }
        return Destination(
            target: target, clickID: link.needsClickID ? clickID : nil, request: request.query,
            partnerKey: link.isOfPartner ? link.key.text : nil
        ).location
    }

    private func answer(
        by route: Route, to location: String, of link: Link, _ cookie: ClickCookie
    ) -> ShortLinkAnswer {
        switch route {
        case .placeholder: .placeholder(cookie: cookie)
        case .preview: .preview(link, location: location, cookie: cookie)
        case .program: .page(location: location, cookie: cookie)
        case .frame: .cloaked(location: location, cookie: cookie)
        case .system, .country: .redirect(status: 302, location: location, cookie: cookie)
        case .plain: .redirect(status: link.key == .root ? 301 : 302, location: location, cookie: cookie)
        }
    }

    /// What is asked of servers by those who look for weak ones, and by apps; no link has such a key.
    private static func isServerFile(_ path: String) -> Bool {
        guard path.utf8.contains(UInt8(ascii: ".")) else { return false }
        let key = path.lowercased().drop { $0 == "/" }
        return key.hasSuffix(".php") || key.hasSuffix(".php7") || key.hasPrefix(".well-known")
    }

    /// What a visitor's cookie may say: it ends up in URLs and in the store.
    private static func isClickID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
    }
}
