import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Changing links")
struct LinkChangeTests {
    @Test("Absent fields stay, null clears, and the time of the change is kept")
    func fields() throws {
        var store = MemoryStore.furnished()
        let old = try store.create(
            #"""
            {"url": "https://b.test/", "key": "a", "comments": "c", "tenantId": "t", "archived": true, "title": "x",
             "externalId": "7", "expiresAt": "2027-01-01", "tagIds": ["tag_1"], "folderId": "fold_1"}
            """#)
        let cleared = try store.change(
            old.id,
            #"""
            {"comments": null, "archived": null, "title": null, "expiresAt": null, "tagIds": null, "folderId": "",
             "externalId": null}
            """#
        ).result.get()
        #expect(cleared.comments == nil && !cleared.isArchived && cleared.extras.title == nil)
        #expect(cleared.expiresAt == nil && cleared.tagIDs.isEmpty && cleared.folderID == nil)
        #expect(cleared.externalID == nil && cleared.tenantID == "t")
        #expect(cleared.updatedAt == MemoryStore.start + .seconds(1) && cleared.createdAt == old.createdAt)
        #expect(store.links[old.id] == cleared)
    }

    @Test("Where nothing changes, the link is answered as it is")
    func unchanged() throws {
        var store = MemoryStore.furnished()
        let old = try store.create(#"{"url": "https://b.test", "key": "a"}"#)
        #expect(try store.change(old.id, "{}").result.get() == old)
        let written = try store.change(old.id, #"{"archived": false}"#).result.get()
        #expect(written.url == "https://b.test/")
        #expect(try store.change(old.id, #"{"key": "a"}"#, after: .seconds(9)).result.get() == written)
    }

    static let destinations = [
        (#"{"url": "https://b.test/x"}"#, "https://b.test/x?utm_source=mail"),
        (#"{"url": "b.test/x?utm_source=own"}"#, "https://b.test/x?utm_source=own"),
        (#"{"url": "https://b.test/x", "utm_source": "new"}"#, "https://b.test/x?utm_source=new"),
        (#"{"url": "https://b.test/x", "utm_source": null}"#, "https://b.test/x"),
        (#"{"utm_source": ""}"#, "https://a.test/?p=1"),
        (#"{"utm_medium": "post card"}"#, "https://a.test/?utm_source=mail&p=1&utm_medium=post+card"),
        (#"{"ref": "r"}"#, "https://a.test/?utm_source=mail&p=1&ref=r"),
        (#"{"comments": "c"}"#, "https://a.test/?utm_source=mail&p=1"),
    ]

    @Test("Campaign tags stay unless they are given, also on another destination", arguments: destinations)
    func campaign(_ body: String, _ url: String) throws {
        var store = MemoryStore.furnished()
        let link = try store.create(#"{"url": "https://a.test?utm_source=mail&p=1", "key": "a"}"#)
        #expect(try store.change(link.id, body).result.get().url == url)
    }

    @Test("A link moves to another key and domain, and is found there only")
    func moves() throws {
        var store = MemoryStore.furnished()
        let link = try store.create(#"{"url": "https://a.test/", "key": "a", "externalId": "7"}"#)
        let moved = try store.change("ext_7", #"{"key": "New", "domain": "ACME.link"}"#).result.get()
        #expect((moved.id, moved.domain, moved.key.text) == (link.id, "acme.link", "New"))
        #expect(store.link(domain: "go.acme.test", key: link.key) == nil)
        #expect(try store.change(link.id, #"{"key": "nEW", "externalId": "ext_7"}"#).result.get().key.text == "nEW")
    }

    static let refused: [(String, APIError)] = [
        (#"{"key": "TAKEN"}"#, LinkRules.takenKey),
        (#"{"externalId": "8"}"#, LinkRules.takenExternalID),
        (#"{"key": "_root"}"#, APIError(.unprocessableEntity, "Invalid key.")),
        (#"{"domain": "other.test"}"#, APIError(.forbidden, "Domain does not belong to workspace.")),
        (#"{"url": ""}"#, APIError(.badRequest, "Missing destination URL")),
        (#"{"url": "no url"}"#, APIError(.unprocessableEntity, "Invalid destination URL")),
        (#"{"tagIds": ["tag_9"]}"#, APIError(.unprocessableEntity, "Invalid tagIds detected: tag_9")),
        (#"{"expiresAt": "soon"}"#, APIError(.unprocessableEntity, "Invalid expiration date.")),
        (#"{"folderId": "fold_9"}"#, APIError(.notFound, "Folder not found.")),
    ]

    @Test("The checks are those of creating, and a refused change changes nothing", arguments: refused)
    func checks(_ body: String, _ error: APIError) throws {
        var store = MemoryStore.furnished()
        try store.create(#"{"url": "https://a.test/", "key": "taken", "externalId": "8"}"#)
        let link = try store.create(#"{"url": "https://a.test/", "key": "a"}"#)
        #expect(try store.change(link.id, body).refusal == error.message)
        #expect(store.links[link.id] == link)
    }

    @Test("The domain's own link keeps its key, and may lead nowhere; it is not deleted")
    func root() throws {
        var store = try MemoryStore.withClick {
            $0.key = .root
            $0.url = ""
        }
        let link = try store.change("link_1", #"{"key": "x", "url": "https://a.test"}"#).result.get()
        #expect(link.key == .root && link.url == "https://a.test/")
        #expect(try store.change("link_1", #"{"url": ""}"#).result.get().url == "")
        let outcome = try LinkRules.after().delete(.id("link_1"), in: &store)
        #expect(outcome.refusal == "You can't delete a custom domain link. You can delete the domain instead.")
    }

    @Test("A link is deleted once; its clicks stay")
    func deleted() throws {
        var store = try MemoryStore.withClick()
        #expect(try LinkRules.after().delete(.id("link_1"), in: &store).result.get().id == "link_1")
        #expect(store.links.isEmpty && store.clicks.count == 1)
        #expect(try LinkRules.after().delete(.id("link_1"), in: &store).refusal == "Link not found.")
        #expect(AnswerForm.deleted("link_1") == ["id": "link_1"])
    }

    @Test("Upsert changes the oldest link that leads to exactly this URL, or creates one")
    func upsert() throws {
        var store = MemoryStore.furnished()
        let old = try store.create(#"{"url": "https://a.test/", "key": "a", "domain": "acme.link"}"#)
        try store.create(#"{"url": "https://a.test/", "key": "b"}"#, after: .seconds(1))
        func upsert(_ body: String) throws -> UpsertedLink {
            try LinkRules.after(.seconds(2)).upsert(LinkRequest(RequestFields(body: body.utf8)), in: &store)
                .result.get()
        }
        let found = try upsert(#"{"url": "a.test/", "comments": "c"}"#)
        #expect(!found.isNew && found.link.id == old.id && found.link.comments == "c")
        #expect(found.link.domain == "acme.link")
        let new = try upsert(#"{"url": "a.test", "key": "c"}"#)
        #expect(new.isNew && new.link.url == "https://a.test" && store.links.count == 3)
    }
}
