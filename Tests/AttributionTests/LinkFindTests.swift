import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Finding and listing links")
struct LinkFindTests {
    @Test("A link is found by its id, the user's own id, or its place; they win in this order")
    func found() throws {
        var store = MemoryStore.furnished()
        let one = try store.create(#"{"url": "https://a.test/", "key": "a", "externalId": "7"}"#)
        let two = try store.create(#"{"url": "https://a.test/", "key": "B"}"#)
        for (query, link) in [
            ("linkId=\(one.id)", one), ("externalId=ext_7&domain=go.acme.test&key=b", one),
            ("domain=GO.acme.test&key=b", two), ("linkId=\(two.id)&externalId=ext_7", two), ("linkId=ext_7", one),
        ] {
            let reference = try LinkReference(RequestFields(query: query))
            #expect(try LinkRules.after().find(reference, in: store).result.get() == link, "\(query)")
        }
    }

    @Test("The domain alone is its root link")
    func root() throws {
        let store = try MemoryStore.withClick { $0.key = .root }
        let reference = try LinkReference(RequestFields(query: "domain=go.acme.test"))
        #expect(try LinkRules.after().find(reference, in: store).result.get().id == "link_1")
    }

    @Test("What is not found is answered in the API's words")
    func missing() throws {
        let store = try MemoryStore.withClick { $0.workspaceID = "ws_other" }
        let rows: [(LinkReference, APIError.Code, String)] = [
            (.id("link_9"), .notFound, "Link not found."), (.external("ext_9"), .notFound, "Link not found."),
            (.place(domain: "go.acme.test", key: "none"), .notFound, "Link not found."),
            (.external("9"), .badRequest, "Invalid externalId. Did you forget to prefix it with `ext_`?"),
            (.id("link_1"), .unauthorized, "Link does not belong to workspace \(MemoryStore.workspace)."),
        ]
        for (reference, code, message) in rows {
            let outcome = try LinkRules.after().find(reference, in: store)
            #expect(throws: APIError(code, message)) { try outcome.result.get() }
        }
        let nothing = refusal { _ = try LinkReference(RequestFields(query: "key=a")) }
        #expect(nothing?.code == .badRequest)
        #expect(
            nothing?.message.hasPrefix("You must provide a domain and a key or a linkId or an externalId") == true)
    }

    /// Keys a, b, c, … made a second after another.
    private func store(_ bodies: [String]) throws -> MemoryStore {
        var store = MemoryStore.furnished()
        for (index, body) in bodies.enumerated() {
            let key = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
            try store.create(
                #"{"url": "https://a.test/\#(key)", "key": "\#(key)"\#(body)}"#, after: .seconds(index))
        }
        return store
    }

    private func list(_ query: String, in store: MemoryStore) throws -> Outcome<[Link]> {
        try LinkRules.after().list(LinkQuery(RequestFields(query: query)), in: store)
    }

    private func keys(_ query: String, in store: MemoryStore) throws -> String {
        try list(query, in: store).result.get().map(\.key.text).joined()
    }

    @Test(
        "A short link of this machine is found as it is shown, with http and its port",
        arguments: [
            ("http://go.localhost:8787/Spring", "https://go.localhost/spring"),
            ("go.localhost:8787/Spring", "go.localhost/spring"), ("http://GO.localhost", "https://go.localhost"),
            ("go.localhost:", "go.localhost"), ("http://acme.link:80/a", "http://acme.link:80/a"), ("Spring", "spring"),
        ])
    func shownShortLink(text: String, stored: String) {
        var selection = LinkSelection(workspaceID: MemoryStore.workspace)
        #expect(selection.searchInShortLinks == nil)
        selection.search = text
        #expect(selection.searchInShortLinks == stored)
    }

    static let filters = [
        ("", "ca"), ("showArchived=true", "cba"), ("domain=acme.link", "ec"), ("tenantId=t", "da"),
        ("search=TEST/C", "c"),
        ("search=acme.link", "ec"), ("tagIds=tag_1", "fd"), ("tagIds=tag_1,tag_2", "fda"), ("tagNames=MAIL", "fd"),
        ("tagId=tag_2", "a"), ("tagIds=tag_1&tagNames=ads", "fd"), ("tagIds=tag_9", ""), ("folderId=fold_1", "fed"),
        ("folderId=unsorted", "ca"), ("folderId=unsorted&domain=acme.link", "c"), ("withTags=true", "a"),
        ("userId=user_1", "ca"), ("userId=user_2", ""),
        ("showArchived=false&withTags=false&pageSize=100", "ca"),
    ]

    @Test(
        "Links are listed newest first, those in folders only where one is named or something is searched",
        arguments: filters)
    func filtered(_ query: String, _ expected: String) throws {
        let store = try store([
            #", "tenantId": "t", "tagIds": "tag_2""#, #", "archived": true"#, #", "domain": "acme.link""#,
            #", "tenantId": "t", "folderId": "fold_1", "tagNames": ["mail"]"#,
            #", "domain": "acme.link", "folderId": "fold_1""#, #", "folderId": "fold_1", "tagIds": ["tag_1"]"#,
        ])
        #expect(try keys(query, in: store) == expected)
        #expect(
            try LinkRules.after().count(LinkCountQuery(RequestFields(query: query)), in: store).result.get()
                == .total(expected.count))
    }

    @Test("How many links are left out because they are in folders is said, unless a folder is named")
    func hidden() throws {
        let store = try store(["", #", "folderId": "fold_1""#, #", "folderId": "fold_1", "archived": true"#])
        #expect(try list("", in: store).notes == [.linksInFolders(1)])
        #expect(try list("showArchived=true", in: store).notes == [.linksInFolders(2)])
        #expect(try list("folderId=unsorted", in: store).notes.isEmpty)
        #expect(try list("search=a", in: store).notes.isEmpty)
    }

    @Test("Pages and cursors go through all links, newest first")
    func pages() throws {
        let store = try store(Array(repeating: "", count: 7))
        #expect(try keys("page=1&pageSize=3", in: store) == "gfe")
        #expect(try keys("page=3&pageSize=3", in: store) == "a")
        #expect(try keys("page=4&pageSize=3", in: store) == "")
        let id = try #require(store.link(domain: "go.acme.test", key: LinkKey("d"))?.id)
        #expect(try keys("startingAfter=\(id)&pageSize=2", in: store) == "cb")
        #expect(try keys("endingBefore=\(id)&pageSize=2", in: store) == "fe")
        #expect(try keys("endingBefore=\(id)", in: store) == "gfe")
    }

    @Test("Links are sorted by what is asked for, the largest first")
    func sorted() throws {
        var store = try store(["", "", ""])
        for (key, clicks, amount, day) in [("a", 2, 5, 3), ("b", 9, 1, nil), ("c", 2, 7, 1)]
            as [(String, Int, Int, Int?)]
        {
            let id = try #require(store.link(domain: "go.acme.test", key: LinkKey(key))?.id)
            let time = day.map { Timestamp(milliseconds: Int64($0)) }
            store.add(Link.Counters(clicks: clicks, saleAmount: amount, lastClicked: time), to: id)
        }
        #expect(try keys("sortBy=clicks", in: store) == "bca")
        #expect(try keys("sortBy=saleAmount", in: store) == "cab")
        #expect(try keys("sortBy=lastClicked", in: store) == "acb")
    }

    static let refused = [
        ("startingAfter=x&endingBefore=y", "You cannot use both startingAfter and endingBefore at the same time."),
        (
            "page=1&startingAfter=x",
            "You cannot use both page and startingAfter/endingBefore at the same time. Please use one pagination method."
        ),
        ("endingBefore=link_9", "Invalid cursor: the provided ID does not exist."),
        ("pageSize=101", "too_big: pageSize: Max page size is 100."),
        ("page=0", "too_small: page: Too small: expected number to be >0"),
        ("showArchived=1", #"invalid_value: showArchived: Invalid option: expected one of "true"|"false""#),
        (
            "sortBy=key",
            #"invalid_value: sortBy: Invalid option: expected one of "createdAt"|"clicks"|"saleAmount"|"lastClicked""#
        ),
        ("domain=none.test", "Domain none.test not found."),
        ("domain=other.test", "Domain does not belong to workspace."),
    ]

    @Test("What cannot be listed is refused in the API's words", arguments: refused)
    func refusals(_ query: String, _ message: String) throws {
        let store = try store([""])
        let error = refusal { _ = try list(query, in: store).result.get() }
        #expect(error?.message == message)
    }

    @Test("A cursor needs the order of creation, and a page has a limit")
    func limits() {
        let store = MemoryStore.furnished()
        #expect(refusal { _ = try list("startingAfter=x&sortBy=clicks", in: store) }?.code == .unprocessableEntity)
        let big = refusal { _ = try list("page=1001", in: store) }
        #expect(big?.code == .unprocessableEntity && big?.message.hasPrefix("Page is too big") == true)
    }

    @Test("Links are counted by domain, tag, folder and user")
    func grouped() throws {
        let store = try store([
            #", "tagIds": "tag_1,tag_2""#, #", "tagIds": "tag_2""#, #", "domain": "acme.link", "folderId": "fold_1""#,
        ])
        let form = AnswerForm(origin: "", port: 0, userID: "user_1")
        func answer(_ query: String) throws -> JSONValue {
            form.answer(
                try LinkRules.after().count(LinkCountQuery(RequestFields(query: query)), in: store).result.get())
        }
        #expect(try answer("") == 2)
        #expect(try answer("groupBy=domain") == [["domain": "go.acme.test", "_count": 2]])
        #expect(try answer("groupBy=tagId") == [["tagId": "tag_2", "_count": 2], ["tagId": "tag_1", "_count": 1]])
        #expect(
            try answer("groupBy=folderId") == [["folderId": nil, "_count": 2], ["folderId": "fold_1", "_count": 1]])
        #expect(try answer("groupBy=userId") == [["userId": "user_1", "_count": 2]])
        #expect(try answer("groupBy=userId&tenantId=none") == [])
    }
}
