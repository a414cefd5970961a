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

    /// Rules for one request.
    public init(now: Timestamp, ids: IDMaker = IDMaker()) {
        self.now = now
        self.ids = ids
    }

    /// Answers a request for a short link, and records its click.
    ///
    /// - Throws: only what the store throws.
    public func answer(
        _ request: ShortLinkRequest, in store: inout some AttributionTransaction
    ) throws -> (answer: ShortLinkAnswer, notes: [Note]) {
        guard let path = String(validating: PercentEncoding.decode(request.path.utf8), as: UTF8.self) else {
            return (.notFound, [])
        }
        let key = LinkKey.requested(decodedPath: path)
        guard let link = try store.link(domain: request.domain, key: key) else {
            return (.notFound, [.noLink(domain: request.domain, key: key.text)])
        }
        var request = request
        if let password = link.password.nonEmpty {
            let given = request.parameter("pw") ?? request.cookies["dub_password_\(link.id)"]
            guard given == password else { return (.password(isWrong: given != nil), []) }
            request.query.removeAll { $0.name == "pw" }
        }
        if link.disabledAt != nil { return (.notFound, [.disabledLink(link.shortLink)]) }
        if link.expiresAt.map({ $0 <= now }) == true {
            guard let next = link.expiredURL.nonEmpty else { return (.expired, [.expiredLink(link.shortLink)]) }
            return (.redirect(status: 302, location: next, cookie: nil), [.expiredLink(link.shortLink)])
        }
        return try follow(link, for: request, in: &store)
    }

    private func follow(
        _ link: Link, for request: ShortLinkRequest, in store: inout some AttributionTransaction
    ) throws -> (answer: ShortLinkAnswer, notes: [Note]) {
        let visit = MemoryKey.visit(domain: link.domain, key: link.key, visitor: request.visitor)
        let known = try store.recall(visit, at: now)
        let name = "dub_id_\(link.domain)_\(link.key.folded)"
        let remembered = link.tracksConversions ? known?.value : nil
        let id = request.cookies[name].flatMap { Self.isClickID($0) ? $0 : nil } ?? remembered ?? ids.eventID()
        let destination = Destination(
            target: link.url, clickID: link.tracksConversions ? id : nil, request: request.query)
        let isRepeated = try known != nil || store.click(id: id) != nil
        let notes = try record(
            Click(
                id: id, timestamp: now, linkID: link.id, url: destination.location,
                trigger: request.parameter("qr") == "1" ? .qr : .link, place: request.place, address: request.address,
                userAgent: request.userAgent, refererURL: request.referer.nonEmpty ?? "(direct)"),
            of: visit, isRepeated: isRepeated, request, in: &store)
        let cookie = ClickCookie(
            name: name, value: id, path: request.path, expires: now + .seconds(ClickCookie.maxAge))
        guard !link.url.isEmpty else { return (.placeholder(cookie: cookie), notes) }
        let status = link.key == .root ? 301 : 302
        return (.redirect(status: status, location: destination.location, cookie: cookie), notes)
    }

    private func record(
        _ click: Click, of visit: MemoryKey, isRepeated: Bool, _ request: ShortLinkRequest,
        in store: inout some AttributionTransaction
    ) throws -> [Note] {
        if request.isUntracked || request.parameter("dub-no-track") != nil { return [.untrackedClick] }
        let bot = BotRules.reason(
            method: request.method, userAgent: request.userAgent, parameter: request.parameter("bot"))
        if let bot, bot == .headRequest || !countsBots { return [.botClick(bot)] }
        if isRepeated { return [.repeatedClick(click.id)] }
        try store.insert(click)
        try store.count(on: click.linkID) { counters in
            counters.clicks += 1
            counters.lastClicked = max(counters.lastClicked ?? click.timestamp, click.timestamp)
        }
        try store.remember(visit, Memory(click.id, until: now + MemoryKey.visitMemory))
        return []
    }

    /// What a visitor's cookie may say: it ends up in URLs and in the store.
    private static func isClickID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
    }
}
