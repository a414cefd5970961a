import Attribution
import EventStore
import Testing

@Suite("Workspaces and what sorts links")
struct WorkspaceTests {
    @Test("A workspace, its domains, tags and folders come back as they were stored, also when they change")
    func roundTrip() async throws {
        let store = try EventStore(at: .ephemeral)
        var workspace = Workspace(
            id: Sample.workspace, name: "Acme Inc.", secretKey: APIKey("dub_a"), publishableKey: nil, userID: "user_1",
            createdAt: Sample.now)
        workspace.allowedHostnames = ["acme.test", "*.example.com"]
        var domain = Domain(id: "dom_1", slug: "go.acme.test", workspaceID: Sample.workspace, createdAt: Sample.now)
        (domain.isPrimary, domain.placeholder, domain.assetLinks) = (true, "https://acme.test", "[]")
        var folder = Folder(id: "fold_1", name: "Spring", createdAt: Sample.now)
        (folder.description, folder.accessLevel) = ("for the mail", "read")
        let tags = [Tag(id: "tag_1", name: "Über", color: "red"), Tag(id: "tag_2", name: "übel", color: "blue")]
        let (first, firstDomain, firstFolder) = (workspace, domain, folder)
        try await store.write { store in
            try store.insert(first)
            try store.insert(firstDomain)
            try store.insert(firstFolder)
            for tag in tags { try store.insert(tag) }
        }
        #expect(try await store.read { try $0.workspaces() } == [workspace])
        #expect(try await store.read { try $0.domains(workspaceID: Sample.workspace) } == [domain])
        #expect(try await store.read { try $0.folders() } == [folder])
        #expect(try await store.read { try $0.tags().map(\.name) } == ["übel", "Über"])

        workspace.publishableKey = APIKey("dub_pk_a")
        workspace.plan = .free
        (domain.slug, domain.isPrimary, domain.updatedAt) = ("acme.link", false, Sample.now + .seconds(1))
        (folder.description, folder.name) = (nil, "Summer")
        let (changed, changedDomain, changedFolder) = (workspace, domain, folder)
        try await store.write { store in
            try store.update(changed)
            try store.update(changedDomain)
            try store.update(changedFolder)
            try store.update(Tag(id: "tag_1", name: "A", color: "pink"))
        }
        #expect(try await store.read { try $0.workspace(id: Sample.workspace) } == workspace)
        #expect(try await store.read { try $0.domain(slug: "acme.link") } == domain)
        #expect(try await store.read { try $0.folders() } == [folder])
        #expect(try await store.read { try $0.tags() } == [Tag(id: "tag_1", name: "A", color: "pink"), tags[1]])
        try await store.close()
    }

    @Test("The tags of a link keep their order, also when one of them goes; links without any are found as such")
    func tagOrder() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            var link = try Sample.link()
            link.tagIDs = ["tag_3", "tag_1", "tag_2"]
            link.extras.webhookIDs = ["wh_1"]
            try store.insert(link)
            try store.insert(try Sample.link("link_2", key: "other"))
            try store.insert(Tag(id: "tag_1", name: "Mail", color: "red"))
            try store.deleteTag(id: "tag_1")
        }
        let kept = try await store.read { try $0.link(id: "link_1") }
        #expect(kept?.tagIDs == ["tag_3", "tag_2"])
        #expect(kept?.extras.webhookIDs == ["wh_1"])
        var tagged = LinkSelection(workspaceID: Sample.workspace)
        tagged.isTagged = true
        for (ids, found) in [(["tag_1"], []), (["tag_9", "tag_2"], ["link_1"])] {
            tagged.tagIDs = ids
            let selection = tagged
            #expect(try await store.read { try $0.links(selection).map(\.id) } == found)
        }
        try await store.write { try $0.deleteTag(id: "tag_3") }
        try await store.write { try $0.deleteTag(id: "tag_2") }
        tagged.tagIDs = nil
        let selection = tagged
        #expect(try await store.read { try $0.countLinks(selection) } == 0)
        #expect(try await store.read { try $0.link(id: "link_1")?.tagIDs } == [])
        try await store.close()
    }

    @Test("A changed link keeps its counters, and cannot take another's key or external id")
    func changedLink() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            try store.insert(try Sample.link())
            var other = try Sample.link("link_2", key: "other")
            other.externalID = "a"
            try store.insert(other)
            try store.add(Link.Counters(clicks: 3, lastClicked: Sample.now), to: "link_1")
            var link = try Sample.link()
            link.comments = nil
            link.counters.clicks = 99
            try store.update(link)
        }
        let kept = try await store.read { try $0.link(id: "link_1") }
        #expect(kept?.comments == nil)
        #expect(kept?.counters == Link.Counters(clicks: 3, lastClicked: Sample.now))
        await #expect(throws: LinkRules.takenKey) {
            try await store.write { try $0.update(try Sample.link(key: "OTHER")) }
        }
        await #expect(throws: LinkRules.takenExternalID) {
            try await store.write { store in
                var link = try Sample.link()
                link.externalID = "a"
                try store.update(link)
            }
        }
        try await store.close()
    }

    @Test("The events of a deleted link keep its id, and are found by it")
    func deletedLink() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            try store.insert(try Sample.link())
            try store.insert(Sample.click("click1"))
            try store.deleteLink(id: "link_1")
        }
        var filter = EventFilter()
        filter.links = .ids(ValueFilter(["link_1"]))
        let selection = EventSelection(.clicks, in: Sample.now..<(Sample.now + .seconds(1)), where: filter)
        let rows = try await store.read { try $0.events(selection, isAscending: true, limit: 9, offset: 0) }
        #expect(rows.map(\.click) == [Sample.click("click1")])
        #expect(rows.map(\.link) == [nil])
        try await store.close()
    }

    @Test("After everything was deleted the file is as new, and words are not mixed up")
    func reset() async throws {
        let store = try EventStore(at: .ephemeral)
        for index in 0..<2 {
            let click = "click\(index)"
            try await store.write { store in
                if index == 1 { try store.deleteEverything() }
                try store.insert(Tag(id: "tag_1", name: "Mail", color: "red"))
                try store.insert(try Sample.link("link_\(index)"))
                try store.insert(Sample.click(click, on: "link_\(index)"))
            }
            #expect(try await store.read { try $0.click(id: click) } == Sample.click(click, on: "link_\(index)"))
        }
        #expect(try await store.read { try $0.click(id: "click0") } == nil)
        #expect(try await store.read { try $0.link(id: "link_0") } == nil)
        try await store.close()
    }
}
