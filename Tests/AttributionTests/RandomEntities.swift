import Attribution
import AttributionTesting

/// Makes entities whose every field is sometimes there, with values that the API could have let in.
struct RandomEntities {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A store of a workspace with everything, in which all that happened is counted.
    mutating func store() throws -> MemoryStore {
        var store = MemoryStore()
        store.workspaces[MemoryStore.workspace] = workspace()
        store.domainList = ["go.acme.test", "acme.link", "localhost"].map { domain($0) }
        store.domainList[0].isPrimary = true
        store.tagList = (0..<3).map { Tag(id: "tag_\($0)", name: text() + "\($0)", color: Tag.colors[$0]) }
        store.folderList = (0..<2).map { folder($0) }
        for index in 0..<6 { try store.insert(link(index)) }
        for index in 0..<4 { store.insert(customer(index)) }
        for index in 0..<12 { store.insert(click("click\(index)")) }
        for index in 0..<6 {
            store.insert(
                Lead(
                    id: "lead\(index)", eventName: text(), customerID: "cus_\(below(5))", clickID: "click\(below(14))",
                    linkID: "link_\(below(7))", metadata: maybe { $0.metadata() }, timestamp: time()))
        }
        for index in 0..<6 {
            store.insert(
                Sale(
                    id: "sale\(index)", eventName: text(), customerID: "cus_\(below(5))", clickID: "click\(below(14))",
                    linkID: "link_\(below(7))", price: Money(below(1 << 40), below(2) == 0 ? "usd" : "xyz"),
                    paymentProcessor: "stripe", invoiceID: maybe { $0.text() }, metadata: maybe { $0.metadata() },
                    isFirst: flag(), timestamp: time()))
        }
        return store
    }

    private mutating func workspace() -> Workspace {
        let keys = WorkspaceKeys.make()
        var workspace = Workspace(
            id: MemoryStore.workspace, name: "Acme ü", secretKey: keys.secret,
            publishableKey: maybe { _ in keys.publishable }, userID: "user_9", createdAt: time())
        workspace.plan = Workspace.Plan.allCases[below(5)]
        workspace.isConversionEnabled = flag()
        workspace.allowedHostnames = flag() ? ["*.acme.test", "localhost"] : []
        return workspace
    }

    private mutating func domain(_ slug: String) -> Domain {
        var domain = Domain(id: "dom_\(slug)", slug: slug, workspaceID: MemoryStore.workspace, createdAt: time())
        domain.updatedAt = time()
        domain.isArchived = flag()
        domain.placeholder = maybe { $0.url() }
        domain.expiredURL = maybe { $0.url() }
        domain.notFoundURL = maybe { $0.url() }
        domain.logo = maybe { $0.text() }
        domain.assetLinks = maybe { $0.metadata() }
        domain.appleAppSiteAssociation = maybe { $0.metadata() }
        return domain
    }

    private mutating func folder(_ index: Int) -> Folder {
        var folder = Folder(id: "fold_\(index)", name: text() + "\(index)", createdAt: time())
        folder.updatedAt = time()
        folder.description = maybe { $0.text() }
        folder.accessLevel = maybe { Folder.accessLevels[$0.below(2)] }
        return folder
    }

    private mutating func link(_ index: Int) -> Link {
        let keys = [
            "_root", "Promo/Spring", "_kept/ab c", "xn--\(String(repeating: "ab", count: 120))", "päge", "a.php",
        ]
        var link = Link(
            id: "link_\(index)", domain: index < 3 ? "go.acme.test" : "acme.link", key: LinkKey(stored: keys[index]),
            url: index == 0 ? "" : url(), workspaceID: MemoryStore.workspace, createdAt: time())
        link.updatedAt = time()
        (link.tracksConversions, link.isArchived, link.isIndexed) = (flag(), flag(), flag())
        link.externalID = maybe { ["ext_\(index)", " \(index)", "\($0.text())\(index)"][$0.below(3)] }
        link.tenantID = maybe { ["", $0.text()][$0.below(2)] }
        link.comments = maybe { ["", $0.text()][$0.below(2)] }
        (link.expiresAt, link.disabledAt) = (maybe { $0.time() }, maybe { $0.time() })
        (link.expiredURL, link.password) = (maybe { $0.url() }, maybe { $0.text() })
        link.folderID = maybe { "fold_\($0.below(2))" }
        link.tagIDs = flag() ? ["tag_2", "tag_0"] : []
        link.extras = extras()
        link.counters = Link.Counters(
            clicks: 1 + below(9), leads: below(9), conversions: below(9), sales: below(9), saleAmount: below(1 << 50),
            lastClicked: maybe { $0.time() })
        return link
    }

    private mutating func extras() -> Link.Extras {
        var extras = Link.Extras()
        (extras.title, extras.description) = (maybe { $0.text() }, maybe { $0.text() })
        (extras.image, extras.video) = (maybe { $0.text() }, maybe { $0.text() })
        (extras.ios, extras.android) = (maybe { $0.url() }, maybe { $0.url() })
        extras.geo = maybe { ["DE": $0.url(), "FR": $0.url()] }
        (extras.isProxied, extras.isCloaked, extras.hasPublicStats) = (flag(), flag(), flag())
        (extras.programID, extras.partnerID) = (maybe { $0.text() }, maybe { $0.text() })
        extras.variants = maybe { random in
            [40, 60].map { Link.Extras.Variant(url: random.url(), percentage: $0) }
        }
        (extras.testStartedAt, extras.testCompletedAt) = (maybe { $0.time() }, maybe { $0.time() })
        extras.webhookIDs = flag() ? ["wh_2", "wh_1"] : []
        return extras
    }

    private mutating func customer(_ index: Int) -> Customer {
        let externalID = String(repeating: "u", count: 90 + 30 * below(2)) + "\(index)"
        var customer = Customer(id: "cus_\(index)", externalID: externalID, createdAt: time())
        (customer.name, customer.avatar) = (maybe { $0.text() }, maybe { $0.text() })
        customer.email = maybe { _ in "kim+a@acme.test" }
        (customer.stripeCustomerID, customer.country) = (maybe { $0.text() }, maybe { _ in "DE" })
        (customer.linkID, customer.clickID) = (maybe { "link_\($0.below(7))" }, maybe { "click\($0.below(14))" })
        (customer.clickedAt, customer.firstSaleAt) = (maybe { $0.time() }, maybe { $0.time() })
        (customer.sales, customer.saleAmount) = (1 + below(9), below(1 << 50))
        customer.subscriptionCanceledAt = maybe { $0.time() }
        return customer
    }

    private mutating func click(_ id: String) -> Click {
        Click(
            id: id, timestamp: time(), linkID: below(8) == 0 ? "" : "link_\(below(7))", url: ["", url()][below(2)],
            trigger: Click.Trigger.allCases[below(4)],
            place: Click.Place(
                continent: ["", "EU"][below(2)], country: ["Unknown", "DE"][below(2)], region: [" ", "BE"][below(2)],
                city: text()),
            address: ["", "::1"][below(2)], userAgent: " \(text()) ", refererURL: ["(direct)", url(), ""][below(3)])
    }

    private mutating func url() -> String {
        "https://acme.test/\(below(1_000))?q=a%20b&ä=\(text())#x".replacing(" ", with: "+")
    }

    private mutating func metadata() -> String { #"{"a":{"b":[1.5,null,true,"\#(below(1 << 30))"]},"ü":"\u001b"}"# }

    private mutating func text() -> String {
        ["Sign up", "名前 🎉", #"say "hi"\"#, "two\nlines\u{2028}x", "null", "a,b", "<b>&"][below(7)]
    }

    private mutating func time() -> Timestamp { Timestamp(milliseconds: Int64(below(4_000_000_000_000))) }

    private mutating func flag() -> Bool { below(2) == 0 }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { flag() ? make(&self) : nil }

    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
