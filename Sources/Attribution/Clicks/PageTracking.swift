import PageURL

/// What pages and apps track of their visitors (`dub-api.md`, 10.3 to 10.5).
///
/// What a rule throws is only what the store throws; an error that the API documents is an outcome.
public struct PageTracking: Sendable {
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

    /// Records a click on a link that the visitor has not followed, and answers with its id (`dub-api.md`, 10.3).
    ///
    /// A visitor who is known within the hour keeps the id, from whatever host the page is. A bot gets an id that is
    /// not recorded.
    public func track(
        _ request: ClickTrackingRequest, by visitor: PageVisitor, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<String> {
        let key = LinkKey.requested(decodedPath: request.key)
        let visit = MemoryKey.visit(domain: request.domain, key: key, visitor: visitor.identity)
        if let known = try store.recall(visit, at: now) {
            return Outcome(.success(known.value), [.repeatedClick(known.value)])
        }
        let link: Link
        let workspace: Workspace
        switch try owned(key, named: request.key, on: request.domain, in: store) {
        case .success(let found): (link, workspace) = found
        case .failure(let outcome): return outcome
        }
        if case .failure(let error) = visitor.permission(by: workspace) { return Outcome(.failure(error)) }
        let page = request.url.flatMap { PageURL($0) }?.href
        let click = visitor.click(
            ids.eventID(at: now), on: link, at: now, .link, url: page ?? link.url, referrer: request.referrer)
        return Outcome(.success(click.id), try record(click, of: visit, by: visitor, in: &store))
    }

    /// Records the view of a page of a site, and answers with the id of the click that it counts as (`dub-api.md`, 10.4).
    ///
    /// A bot, and the page of a host that is not allowed, get an id that is not recorded.
    public func track(
        _ request: VisitTrackingRequest, by visitor: PageVisitor, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<String> {
        guard let page = PageURL(request.url), let path = page.decodedPath else {
            return Outcome(.failure(.invalid(.invalidFormat, "url", "Invalid URL")))
        }
        let key = LinkKey.requested(decodedPath: path)
        let link: Link
        let workspace: Workspace
        switch try owned(key, named: key.text, on: request.domain, in: store) {
        case .success(let found): (link, workspace) = found
        case .failure(let outcome): return outcome
        }
        let visit = MemoryKey.visit(domain: request.domain, key: key, visitor: visitor.identity)
        if let known = try store.recall(visit, at: now) {
            return Outcome(.success(known.value), [.repeatedClick(known.value)])
        }
        let click = visitor.click(
            ids.eventID(at: now), on: link, at: now, .pageview, url: page.href, referrer: request.referrer)
        guard case .success = visitor.permission(by: workspace) else {
            return Outcome(.success(click.id), [.refusedHost(visitor.host)])
        }
        return Outcome(.success(click.id), try record(click, of: visit, by: visitor, in: &store))
    }

    private func record(
        _ click: Click, of visit: MemoryKey, by visitor: PageVisitor, in store: inout some WorkspaceTransaction
    ) throws -> [Note] {
        let circumstances = ClickRecorder.Circumstances(isUntracked: visitor.isUntracked, bot: visitor.bot)
        return try ClickRecorder(countsBots: countsBots).record(click, of: visit, circumstances, in: &store)
    }

    /// What is found of a link, or the outcome of a request for one that is not there.
    private enum Finding {
        case success((Link, Workspace))
        case failure(Outcome<String>)
    }

    private func owned(
        _ key: LinkKey, named name: String, on domain: String, in store: some WorkspaceTransaction
    ) throws -> Finding {
        guard let link = try store.link(domain: domain, key: key) else {
            return .failure(
                Outcome(
                    .failure(APIError(.notFound, "Link not found for domain: \(domain) and key: \(name).")),
                    [.noLink(domain: domain, key: key.text)]))
        }
        guard let workspace = try store.workspace(id: link.workspaceID) else {
            return .failure(Outcome(.failure(APIError(.notFound, "Link does not belong to a workspace."))))
        }
        return .success((link, workspace))
    }
}

extension PageURL {
    /// The path without its percent escapes; nil for what is no text then.
    var decodedPath: String? {
        String(validating: PercentEncoding.decode(path.utf8), as: UTF8.self)
    }
}
