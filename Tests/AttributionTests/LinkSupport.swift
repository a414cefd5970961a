import Attribution
import AttributionTesting
import JSON
import PageURL

extension LinkRules {
    /// The rules of a workspace with two domains, some time after the start.
    static func after(_ duration: Duration = .zero) -> LinkRules {
        LinkRules(
            workspaceID: MemoryStore.workspace, domains: ["go.acme.test", "acme.link"],
            now: MemoryStore.start + duration)
    }
}

extension RequestFields {
    /// The fields of a query as it stands in a URL.
    init(query text: String) { self.init(query: QueryItem.items(of: text)) }
}

extension MemoryStore {
    /// Creates a link from a body, some time after the start.
    @discardableResult
    mutating func create(_ body: String, after duration: Duration = .zero) throws -> Link {
        try LinkRules.after(duration).create(LinkRequest(RequestFields(body: body.utf8)), in: &self).result.get()
    }

    /// Changes a link by a body.
    mutating func change(_ id: String, _ body: String, after duration: Duration = .seconds(1)) throws -> Outcome<Link> {
        try LinkRules.after(duration).update(
            LinkReference(path: id), LinkChange(RequestFields(body: body.utf8)), in: &self)
    }

    /// A store with two tags, a folder, two domains and a workspace.
    static func furnished() -> MemoryStore {
        var store = MemoryStore()
        store.tagList = [Tag(id: "tag_1", name: "Mail", color: "red"), Tag(id: "tag_2", name: "ads", color: "blue")]
        store.folderList = [Folder(id: "fold_1", name: "Spring", createdAt: start)]
        for (index, slug) in ["go.acme.test", "acme.link"].enumerated() {
            var domain = Domain(id: "dom_\(index)", slug: slug, workspaceID: workspace, createdAt: start)
            domain.isPrimary = index == 0
            store.domainList.append(domain)
        }
        store.domainList.append(Domain(id: "dom_9", slug: "other.test", workspaceID: "ws_other", createdAt: start))
        store.workspaces[workspace] = Workspace(
            id: workspace, name: "Acme Inc.", secretKey: APIKey("dub_Wvj7FAc9QeWJKY40uvSwMFLZ"),
            publishableKey: APIKey("dub_pk_De1f8rESQedUStPKR0CsTy4Q"), userID: "user_1", createdAt: start)
        return store
    }
}

/// What the API answers to fields that cannot be read; nil where they can.
func refusal(_ read: () throws -> Void) -> APIError? {
    do {
        try read()
        return nil
    } catch {
        return error as? APIError
    }
}
