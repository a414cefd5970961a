import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Tags, folders and domains")
struct LabelTests {
    private let tags = TagRules(now: MemoryStore.start)
    private let folders = FolderRules(now: MemoryStore.start + .seconds(1))
    private let domains = DomainRules(workspaceID: MemoryStore.workspace, now: MemoryStore.start + .seconds(1))

    private func fields(_ body: String) throws -> RequestFields { try RequestFields(body: body.utf8) }

    @Test("A tag is made with a colour, or a random one; its name is unique")
    func createdTags() throws {
        var store = MemoryStore.furnished()
        let tag = try tags.create(TagRequest(fields(#"{"name": "new", "color": "pink"}"#)), in: &store).result.get()
        #expect(tag.json == ["id": .string(tag.id), "name": "new", "color": "pink"] && tag.id.hasPrefix("tag_"))
        let old = try tags.create(TagRequest(fields(#"{"tag": "old"}"#)), in: &store).result.get()
        #expect(Tag.colors.contains(old.color))
        #expect(try tags.list(in: store).result.get().map(\.name) == ["ads", "Mail", "new", "old"])
        for (body, code, message) in [
            (#"{"name": "MAIL"}"#, .conflict, "A tag with that name already exists."),
            ("{}", .unprocessableEntity, "invalid_type: name: name is required."),
        ] as [(String, APIError.Code, String)] {
            let outcome = try tags.create(TagRequest(fields(body)), in: &store)
            #expect(throws: APIError(code, message)) { try outcome.result.get() }
        }
        #expect(
            refusal { _ = try TagRequest(fields(#"{"name": "x", "color": "black"}"#)) }?.message.hasPrefix(
                #"invalid_value: color: Invalid option: expected one of "red"|"yellow""#) == true)
    }

    @Test("A tag is renamed, and deleted with its place on the links")
    func changedTags() throws {
        var store = MemoryStore.furnished()
        let link = try store.create(#"{"url": "https://a.test/", "tagIds": "tag_1,tag_2"}"#)
        let renamed = try tags.update("tag_1", TagRequest(name: "mail"), in: &store).result.get()
        #expect(renamed.name == "mail" && renamed.color == "red" && store.tagList.contains(renamed))
        #expect(
            try tags.update("tag_1", TagRequest(name: "Ads"), in: &store).refusal
                == "A tag with that name already exists.")
        #expect(try tags.delete("tag_1", in: &store).result.get() == renamed)
        #expect(store.links[link.id]?.tagIDs == ["tag_2"])
        #expect(try tags.delete("tag_1", in: &store).refusal == "Tag not found.")
        #expect(try tags.update("tag_1", TagRequest(name: "x"), in: &store).refusal == "Tag not found.")
    }

    @Test("A folder is made, changed and deleted; its links stay")
    func folderRules() throws {
        var store = MemoryStore.furnished()
        let link = try store.create(#"{"url": "https://a.test/", "folderId": "fold_1"}"#)
        let folder = try folders.create(
            FolderRequest(fields(#"{"name": "New", "description": "d", "accessLevel": "read"}"#)), in: &store
        ).result.get()
        let time = JSONValue.string((MemoryStore.start + .seconds(1)).text)
        #expect(
            folder.json == [
                "id": .string(folder.id), "name": "New", "description": "d", "type": "default", "accessLevel": "read",
                "createdAt": time, "updatedAt": time,
            ])
        #expect(try folders.list(in: store).result.get().map(\.name) == ["New", "Spring"])
        let taken = "A folder with that name already exists."
        #expect(try folders.create(FolderRequest(name: "spring"), in: &store).refusal == taken)
        #expect(try folders.update("fold_1", FolderRequest(name: "new"), in: &store).refusal == taken)
        let cleared = try folders.update(
            folder.id, FolderRequest(fields(#"{"name": "NEW", "description": null}"#)), in: &store
        ).result.get()
        #expect((cleared.name, cleared.description, cleared.accessLevel) == ("NEW", nil, "read"))
        #expect(try folders.delete("fold_1", in: &store).result.get().id == "fold_1")
        #expect(store.links[link.id] != nil && store.links[link.id]?.folderID == nil)
        #expect(try folders.delete("fold_1", in: &store).refusal == "Folder not found.")
    }

    @Test("A domain is added with its root link, which leads nowhere")
    func addedDomains() throws {
        var store = MemoryStore.furnished()
        let domain = try domains.create(
            DomainRequest(fields(#"{"slug": "https://WWW.New.test/", "notFoundUrl": "https://acme.test/"}"#)),
            in: &store
        ).result.get()
        let root = try #require(store.link(domain: "new.test", key: .root))
        #expect(root.url == "" && root.workspaceID == MemoryStore.workspace)
        #expect(domain.json["slug"] == "new.test" && domain.json["primary"] == false)
        #expect(domain.json["notFoundUrl"] == "https://acme.test/" && domain.json["verified"] == true)
        #expect(
            domain.json.object?.keys == [
                "id", "slug", "verified", "primary", "archived", "placeholder", "expiredUrl", "notFoundUrl", "logo",
                "assetLinks", "appleAppSiteAssociation", "createdAt", "updatedAt", "registeredDomain",
            ])
        #expect(
            try domains.list(in: store).result.get().map(\.slug) == ["go.acme.test", "acme.link", "new.test"])
        #expect(
            try domains.create(DomainRequest(slug: "other.test"), in: &store).refusal == "Domain is already in use.")
        #expect(refusal { _ = try DomainRequest(fields(#"{"slug": "no domain"}"#)) }?.message == "Invalid domain.")
        #expect(
            try domains.create(DomainRequest(fields("{}")), in: &store).refusal
                == "invalid_type: slug: slug is required.")
    }

    @Test("A domain's settings change; with its name, its links move")
    func changedDomains() throws {
        var store = MemoryStore.furnished()
        let link = try store.create(#"{"url": "https://a.test/", "key": "a", "archived": true}"#)
        let request = try DomainRequest(fields(#"{"slug": "new.test", "archived": true, "expiredUrl": null}"#))
        let domain = try domains.update("go.acme.test", request, in: &store).result.get()
        #expect(domain.slug == "new.test" && domain.isArchived && domain.isPrimary)
        #expect(store.links[link.id]?.domain == "new.test")
        #expect(
            try domains.update("new.test", DomainRequest(slug: "acme.link"), in: &store).refusal
                == "Domain is already in use.")
        #expect(try domains.update("go.acme.test", request, in: &store).refusal == "Domain go.acme.test not found.")
        #expect(
            try domains.update("other.test", request, in: &store).refusal == "Domain does not belong to workspace.")
    }

    @Test("A deleted domain takes its links along; the next one is the primary one, and the last one stays")
    func deletedDomains() throws {
        var store = MemoryStore.furnished()
        try store.create(#"{"url": "https://a.test/", "key": "a", "folderId": "fold_1", "archived": true}"#)
        let other = try store.create(#"{"url": "https://a.test/", "key": "a", "domain": "acme.link"}"#)
        let deleted = try domains.delete("go.acme.test", in: &store).result.get()
        #expect(AnswerForm.deleted(deleted) == ["slug": "go.acme.test"])
        #expect(Array(store.links.values) == [other])
        #expect(store.domain(slug: "acme.link")?.isPrimary == true)
        let last = refusal { _ = try domains.delete("acme.link", in: &store).result.get() }
        #expect(last == APIError(.forbidden, "You can't delete the only domain of a workspace."))
        #expect(store.links.count == 1)
    }
}
