/// What came of creating a link, or changing the one that leads to the same place.
public struct UpsertedLink: Sendable, Hashable {
    /// The link as it is now.
    public var link: Link
    /// Whether it is new.
    public var isNew: Bool
}

extension LinkRules {
    /// Changes a link (`dub-api.md`, 8.6).
    ///
    /// Where nothing changes, the link is answered as it is, with its old `updatedAt`.
    public func update(
        _ reference: LinkReference, _ change: LinkChange, in store: inout some LinkTransaction
    ) throws -> Outcome<Link> {
        try Outcome { try changed(found(reference, in: store), change, in: &store) }
    }

    /// Changes the oldest link that leads to exactly the request's URL, or creates one (`dub-api.md`, 8.7).
    public func upsert(
        _ request: LinkRequest, in store: inout some LinkTransaction
    ) throws -> Outcome<UpsertedLink> {
        try Outcome {
            let url = try request.destination(isRoot: request.key == LinkKey.root.text)
            guard let link = try store.link(url: url, workspaceID: workspaceID) else {
                return UpsertedLink(link: try created(request, in: &store), isNew: true)
            }
            return UpsertedLink(link: try changed(link, LinkChange(request), in: &store), isNew: false)
        }
    }

    /// Takes a link away, and answers with what it was (`dub-api.md`, 8.8).
    public func delete(
        _ reference: LinkReference, in store: inout some LinkTransaction
    ) throws -> Outcome<Link> {
        try Outcome {
            let link = try found(reference, in: store)
            guard link.key != .root else {
                throw APIError(
                    .forbidden, "You can't delete a custom domain link. You can delete the domain instead.")
            }
            try store.deleteLink(id: link.id)
            return link
        }
    }

    func changed(_ old: Link, _ change: LinkChange, in store: inout some LinkTransaction) throws -> Link {
        let (values, fields) = (change.values, change.fields)
        var link = old
        link.url = try change.destination(of: old)
        try move(&link, change, in: store)
        if fields.contains(.externalID) {
            if values.externalID?.lowercased() != old.externalID?.lowercased() {
                try checkFree(externalID: values.externalID, in: store)
            }
            link.externalID = values.externalID
        }
        if fields.contains(.labels) { link.tagIDs = try tagIDs(values.labels, in: store) }
        if fields.contains(.folderID) { link.folderID = try folderID(values.folderID, in: store) }
        if fields.contains(.expiresAt) { link.expiresAt = try values.expiry() }
        values.apply(fields, to: &link)
        try checkVariants(of: link)
        guard link != old else { return old }
        link.updatedAt = now
        try store.update(link)
        return link
    }

    /// Gives a link another domain or key; a domain's own link stays where it is, whatever is asked.
    private func move(_ link: inout Link, _ change: LinkChange, in store: some LinkTransaction) throws {
        guard link.key != .root else { return }
        let old = link
        if change.fields.contains(.domain), let name = change.values.domain, name.lowercased() != old.domain {
            link.domain = try ownDomain(name)
        }
        if change.fields.contains(.key), let text = change.values.key {
            let same = LinkKey(stored: text)
            link.key = same.folded == old.key.folded ? same : try LinkKey(text)
        }
        if link.domain != old.domain || link.key.folded != old.key.folded {
            try checkFree(link.key, on: link.domain, in: store)
        }
    }
}
