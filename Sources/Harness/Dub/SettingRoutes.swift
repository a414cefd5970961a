internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// `/tags`, `/folders`, `/domains` and `/workspaces/{idOrSlug}` (`dub-api.md`, 9 and 20).
struct SettingRoutes: Sendable {
    typealias Context = HarnessContext

    let api: APIEndpoints

    private var service: WorkspaceService { api.service }
    private var tagRules: TagRules { TagRules(now: service.clock.now, ids: service.ids) }
    private var folderRules: FolderRules { FolderRules(now: service.clock.now, ids: service.ids) }
    private var domainRules: DomainRules {
        DomainRules(workspaceID: service.workspace.id, now: service.clock.now, ids: service.ids)
    }

    var tags: RouteCollection<Context> {
        api.routes(.secret, tellsLimits: true)
            .get("/tags") { _, _ in
                let rules = tagRules
                return try await api.read({ try rules.list(in: $0) }) { .array($1.map(\.json)) }
            }
            .post("/tags") { request, _ in
                let (rules, tag) = (tagRules, try TagRequest(try await request.fields()))
                return try await api.configure(status: .created, { try rules.create(tag, in: &$0) }) { $1.json }
            }
            .patch("/tags/{id}") { request, context in
                let (rules, id) = (tagRules, context.part("id"))
                let tag = try TagRequest(try await request.fields())
                return try await api.configure({ try rules.update(id, tag, in: &$0) }) { $1.json }
            }
            .delete("/tags/{id}") { _, context in
                let (rules, id) = (tagRules, context.part("id"))
                return try await api.configure({ try rules.delete(id, in: &$0) }) { AnswerForm.deleted($1.id) }
            }
    }

    var folders: RouteCollection<Context> {
        api.routes(.secret)
            .get("/folders") { _, _ in
                let rules = folderRules
                return try await api.read({ try rules.list(in: $0) }) { .array($1.map(\.json)) }
            }
            .post("/folders") { request, _ in
                let (rules, folder) = (folderRules, try FolderRequest(try await request.fields()))
                return try await api.configure(status: .created, { try rules.create(folder, in: &$0) }) { $1.json }
            }
            .patch("/folders/{id}") { request, context in
                let (rules, id) = (folderRules, context.part("id"))
                let folder = try FolderRequest(try await request.fields())
                return try await api.configure({ try rules.update(id, folder, in: &$0) }) { $1.json }
            }
            .delete("/folders/{id}") { _, context in
                let (rules, id) = (folderRules, context.part("id"))
                return try await api.configure({ try rules.delete(id, in: &$0) }) { AnswerForm.deleted($1.id) }
            }
    }

    var domains: RouteCollection<Context> {
        api.routes(.secret)
            .get("/domains") { _, _ in
                let rules = domainRules
                return try await api.read({ try rules.list(in: $0) }) { .array($1.map(\.json)) }
            }
            .post("/domains") { request, _ in
                let (rules, domain) = (domainRules, try DomainRequest(try await request.fields()))
                return try await api.configure(status: .created, { try rules.create(domain, in: &$0) }) { $1.json }
            }
            .patch("/domains/{slug}") { request, context in
                let (rules, slug) = (domainRules, context.part("slug"))
                let domain = try DomainRequest(try await request.fields())
                return try await api.configure({ try rules.update(slug, domain, in: &$0) }) { $1.json }
            }
            .delete("/domains/{slug}") { _, context in
                let (rules, slug) = (domainRules, context.part("slug"))
                return try await api.configure({ try rules.delete(slug, in: &$0) }) { AnswerForm.deleted($1) }
            }
    }

    var workspaces: RouteCollection<Context> {
        api.routes(.secret)
            .get("/workspaces/{idOrSlug}") { _, context in
                let (rules, name) = (WorkspaceRules(workspaceID: service.workspace.id), context.part("idOrSlug"))
                return try await api.read({ try rules.find(name, in: $0) }) { $1.json }
            }
            .patch("/workspaces/{idOrSlug}") { request, context in
                let (rules, name) = (WorkspaceRules(workspaceID: service.workspace.id), context.part("idOrSlug"))
                let change = try WorkspaceChange(try await request.fields())
                return try await api.configure({ try rules.update(name, change, in: &$0) }) { $1.json }
            }
    }
}
