import PageURL

/// The answer to an app that was opened (`dub-api.md`, 10.5).
public struct OpenAnswer: Sendable, Hashable {
    /// The click; nil where none was recorded.
    public var clickID: String?
    /// The link that opened the app, or that led to its installation.
    public var link: Link?

    /// What there is to tell.
    public init(clickID: String? = nil, link: Link? = nil) {
        self.clickID = clickID
        self.link = link
    }
}

extension PageTracking {
    /// Records a link that has opened an app, once for each visitor and hour (`dub-api.md`, 10.5).
    ///
    /// An app that does not know the link gets the one by which somebody at the same address was led to an app within
    /// the hour. Bots are not looked for: apps have the user agents of libraries.
    public func track(
        _ request: OpenTrackingRequest, by visitor: PageVisitor, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<OpenAnswer> {
        switch request {
        case .link(let text): try opened(text, by: visitor, in: &store)
        case .installation(let domain): Outcome(.success(try installed(from: domain, by: visitor, in: store)))
        }
    }

    private func opened(
        _ text: String, by visitor: PageVisitor, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<OpenAnswer> {
        let url = PageURL(text)
        guard let url, let path = url.decodedPath,
            let link = try store.link(domain: url.host.withoutWWW, key: .requested(decodedPath: path))
        else {
            return Outcome(.failure(APIError(.notFound, "Deep link not found: \(text)")))
        }
        let visit = MemoryKey.visit(domain: link.domain, key: link.key, visitor: visitor.identity)
        if let known = try store.recall(visit, at: now) {
            return Outcome(
                .success(OpenAnswer(clickID: known.value, link: link)), [.repeatedClick(known.value)])
        }
        let click = visitor.click(ids.eventID(at: now), on: link, at: now, .deeplink, url: link.url, referrer: nil)
        let circumstances = ClickRecorder.Circumstances(isUntracked: visitor.isUntracked)
        let notes = try ClickRecorder(countsBots: countsBots).record(click, of: visit, circumstances, in: &store)
        return Outcome(.success(OpenAnswer(clickID: notes.isEmpty ? click.id : nil, link: link)), notes)
    }

    private func installed(
        from domain: String, by visitor: PageVisitor, in store: some WorkspaceTransaction
    ) throws -> OpenAnswer {
        let key = MemoryKey.installation(domain: domain, address: visitor.address)
        let parts = try store.recall(key, at: now)?.value.split(separator: " ").map(String.init) ?? []
        guard let clickID = parts.first, let linkID = parts.last, let link = try store.link(id: linkID) else {
            return OpenAnswer()
        }
        return OpenAnswer(clickID: clickID, link: link)
    }
}
