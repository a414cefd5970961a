import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Several links at once")
struct BulkTests {
    private let form = AnswerForm(origin: "http://127.0.0.1:8787", port: 8787, userID: "user_1")

    private func create(_ body: String, in store: inout MemoryStore) throws -> Outcome<[BulkRow]> {
        try LinkRules.after().create(BulkCreation(JSONValue(json: body.utf8)), in: &store)
    }

    @Test("What can be created comes first, then what was refused, with what was sent")
    func mixed() throws {
        var store = MemoryStore.furnished()
        try store.create(#"{"url": "https://a.test", "key": "taken"}"#)
        let rows = try create(
            #"""
            [{"url": "https://a.test/1", "key": "taken", "x": 1}, {"url": "https://a.test/2", "key": "b"},
             {"url": "no url"}, {"url": "https://a.test/3", "key": "c", "externalId": "7"},
             {"url": "https://a.test/4", "key": "d", "externalId": "7"}]
            """#, in: &store
        ).result.get()
        let answer = form.answer(rows)
        #expect(answer.array?.count == 5)
        #expect(answer[0]["shortLink"] == "https://go.acme.test/b" && answer[1]["key"] == "c")
        #expect(
            answer[2] == [
                "link": ["url": "https://a.test/1", "key": "taken", "x": 1],
                "error": "Duplicate key: This short link already exists.", "code": "conflict",
            ])
        #expect(answer[3]["code"] == "unprocessable_entity" && answer[3]["error"] == "Invalid destination URL")
        #expect(answer[4]["error"] == "A link with this externalId already exists in this workspace.")
        #expect(store.links.count == 3)
    }

    @Test("The same place twice in one request is refused as a whole")
    func duplicates() throws {
        var store = MemoryStore.furnished()
        let outcome = try create(
            #"[{"url": "a.test", "key": "A"}, {"url": "b.test", "key": "/a", "domain": "go.acme.test"}, {"url": "c.test"}]"#,
            in: &store)
        #expect(throws: APIError(.badRequest, "Duplicate links found: go.acme.test/a")) { try outcome.result.get() }
        #expect(store.links.isEmpty)
        let others = #"[{"url": "a.test", "key": "a"}, {"url": "b.test", "key": "a", "domain": "acme.link"}]"#
        #expect(try create(others, in: &store).result.get().count == 2)
    }

    static let bodies: [(JSONValue, String)] = [
        (["url": "a.test"], "invalid_type: Invalid input: expected array, received object"),
        (
            .array(Array(repeating: ["url": "a.test"], count: 101)),
            "too_big: You can only create up to 100 links at a time."
        ),
        ([["url": "a.test"], 1], "invalid_type: 1: Invalid input: expected object, received number"),
        ([["url": "a.test"], ["key": "a"]], "invalid_type: 1.url: Invalid input: expected string, received undefined"),
    ]

    @Test("A body of the wrong form is refused as a whole", arguments: bodies)
    func malformed(_ body: JSONValue, _ message: String) {
        let error = refusal { _ = try BulkCreation(body) }
        #expect(error == APIError(.unprocessableEntity, message))
        #expect(refusal { _ = try BulkCreation([]) }?.code == .unprocessableEntity)
    }

    private func update(_ body: String, in store: inout MemoryStore) throws -> JSONValue {
        form.answer(
            try LinkRules.after().update(BulkChange(RequestFields(body: body.utf8)), in: &store).result.get())
    }

    @Test("Links are changed alike, and those that are not there are named")
    func updated() throws {
        var store = MemoryStore.furnished()
        let one = try store.create(#"{"url": "https://a.test/", "key": "a", "externalId": "7"}"#)
        let two = try store.create(#"{"url": "https://b.test/", "key": "b"}"#)
        let answer = try update(
            #"{"linkIds": ["xxx", "\#(two.id)"], "externalIds": ["7"], "data": {"comments": "c", "key": "z"}}"#,
            in: &store)
        #expect(answer[0]["id"] == .string(two.id) && answer[0]["comments"] == "c" && answer[0]["key"] == "b")
        #expect(answer[1] == ["error": "Link not found", "code": "not_found", "link": ["id": "xxx"]])
        #expect(store.links[one.id]?.comments == nil)
        let others = try update(#"{"externalIds": ["7", "8"], "data": {"archived": true}}"#, in: &store)
        #expect(others[0]["id"] == .string(one.id) && others[0]["archived"] == true)
        #expect(others[1]["link"] == ["externalId": "8"])
    }

    @Test("Without links to change there is nothing to do")
    func nothing() throws {
        var store = MemoryStore.furnished()
        #expect(try update(#"{"linkIds": [], "externalIds": [], "data": {}}"#, in: &store) == "No links to update")
        for (body, message) in [
            (#"{"linkIds": ["a"]}"#, "invalid_type: data: Invalid input: expected object, received undefined"),
            (
                #"{"linkIds": ["a"], "data": {"archived": 1}}"#,
                "invalid_type: data.archived: Invalid input: expected boolean, received number"
            ),
        ] {
            #expect(refusal { _ = try update(body, in: &store) }?.message == message)
        }
        let many = Array(repeating: "\"x\"", count: 101).joined(separator: ",")
        #expect(
            refusal { _ = try update(#"{"linkIds": [\#(many)], "data": {}}"#, in: &store) }?.code
                == .unprocessableEntity)
    }

    @Test("Links are deleted by either id; unknown ones and root links are left")
    func deleted() throws {
        var store = try MemoryStore.withClick { $0.key = .root }
        let one = try store.create(#"{"url": "https://a.test/", "key": "a"}"#)
        try store.create(#"{"url": "https://a.test/", "key": "b", "externalId": "c"}"#)
        let bulk = try BulkDeletion(RequestFields(query: "linkIds=\(one.id),ext_c,link_1,xxx"))
        let deleted = try LinkRules.after().delete(bulk, in: &store).result.get()
        #expect(AnswerForm.deleted(deleted) == ["deletedCount": 2])
        #expect(Array(store.links.keys) == ["link_1"])
        #expect(refusal { _ = try BulkDeletion(RequestFields(query: "linkIds=")) }?.code == .badRequest)
    }
}
