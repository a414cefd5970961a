extension LinkRules {
    /// Finds a link of the workspace (`dub-api.md`, 8.4).
    public func find(_ reference: LinkReference, in store: some LinkTransaction) throws -> Outcome<Link> {
        try Outcome { try found(reference, in: store) }
    }

    func found(_ reference: LinkReference, in store: some LinkTransaction) throws -> Link {
        guard let link = try lookedUp(reference, in: store) else {
            if case .external(let id) = reference, !id.hasPrefix("ext_") {
                throw APIError(
                    .badRequest, "Invalid externalId. Did you forget to prefix it with `ext_`?")
            }
            throw APIError(.notFound, "Link not found.")
        }
        guard link.workspaceID == workspaceID else {
            throw APIError(.unauthorized, "Link does not belong to workspace \(workspaceID).")
        }
        return link
    }

    private func lookedUp(_ reference: LinkReference, in store: some LinkTransaction) throws -> Link? {
        switch reference {
        case .id(let id): try store.link(id: id)
        case .external(let id):
            id.hasPrefix("ext_")
                ? try store.link(externalID: id.withoutExternalPrefix, workspaceID: workspaceID) : nil
        case .place(let domain, let key):
            try store.link(domain: domain, key: .requested(decodedPath: key))
        }
    }

    /// Lists links of the workspace (`dub-api.md`, 8.3).
    ///
    /// A note says how many links were left out because they lie in folders.
    public func list(_ query: LinkQuery, in store: some LinkTransaction) throws -> Outcome<[Link]> {
        var notes: [Note] = []
        var outcome = try Outcome<[Link]> {
            guard let selection = try selection(query, in: store) else { return [] }
            if let cursor = query.window.cursor, try store.link(id: cursor)?.workspaceID != workspaceID {
                throw Window.unknownCursor
            }
            if selection.place == .unsorted, query.folderID == nil {
                let hidden = try hidden(by: selection, in: store)
                if hidden > 0 { notes = [.linksInFolders(hidden)] }
            }
            return try store.links(selection)
        }
        outcome.notes = notes
        return outcome
    }

    /// Counts links of the workspace (`dub-api.md`, 8.5).
    public func count(_ query: LinkCountQuery, in store: some LinkTransaction) throws -> Outcome<LinkCount> {
        try Outcome {
            var selection = try selection(query.filters, in: store)
            // Else there would be only the one row of those in no folder.
            if query.grouping == .folderID, query.filters.folderID == nil { selection?.place = .anywhere }
            guard let selection else { return query.grouping.map { .groups($0, []) } ?? .total(0) }
            switch query.grouping {
            case nil: return .total(try store.countLinks(selection))
            case .domain: return .groups(.domain, try store.countLinks(selection, by: .domain))
            case .tagID: return .groups(.tagID, try store.countLinks(selection, by: .tagID))
            case .folderID: return .groups(.folderID, try store.countLinks(selection, by: .folderID))
            case .userID:
                let total = try store.countLinks(selection)
                let owner = try store.workspace(id: workspaceID)?.userID
                return .groups(.userID, total == 0 ? [] : [LinkGroup(value: owner, count: total)])
            }
        }
    }

    /// What a query selects; nil where it can only be nothing, because somebody else has made it.
    private func selection(_ query: LinkQuery, in store: some LinkTransaction) throws -> LinkSelection? {
        if let domain = query.domain, !domains.contains(domain) {
            throw try store.domain(slug: domain) == nil
                ? APIError(.notFound, "Domain \(domain) not found.")
                : APIError(.forbidden, "Domain does not belong to workspace.")
        }
        if let user = query.userID, try store.workspace(id: workspaceID)?.userID != user { return nil }
        var selection = LinkSelection(workspaceID: workspaceID)
        selection.domain = query.domain
        selection.search = query.search
        selection.tenantID = query.tenantID
        selection.tagIDs = try query.labels.map { $0.resolved(among: try store.tags()).ids }
        selection.isTagged = query.isTagged
        selection.place = query.place
        selection.includesArchived = query.includesArchived
        selection.order = query.order
        selection.window = query.window
        return selection
    }

    private func hidden(by selection: LinkSelection, in store: some LinkTransaction) throws -> Int {
        var everywhere = selection
        everywhere.place = .anywhere
        return try store.countLinks(everywhere) - store.countLinks(selection)
    }
}
