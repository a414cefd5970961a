import Attribution
import EventStore
import Foundation

/// A million clicks spread over the last 12 months, in the data file of a harness and as a table for its peer.
struct ManyClicks {
    static let count = 1_000_000

    /// The file with the same rows as comma-separated values: time in milliseconds, link, and a column a dimension.
    let table: URL

    private static let group = 10_000
    private static let places = [
        ("NA", "US", "CA", "San Francisco"), ("NA", "US", "NY", "New York"), ("NA", "CA", "ON", "Toronto"),
        ("EU", "DE", "BE", "Berlin"), ("EU", "FR", "IDF", "Paris"), ("AS", "JP", "13", "Tokyo"),
        ("SA", "BR", "SP", "São Paulo"), ("OC", "AU", "NSW", "Sydney"),
    ].map { Click.Place(continent: $0.0, country: $0.1, region: $0.2, city: $0.3) }
    private static let systems = [
        "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64", "Linux; Android 14; K",
    ]
    private static let referers = [
        "(direct)", "https://www.google.com/", "https://news.acme.test/today", "https://example.com/blog?page=2",
    ]

    /// Adds them to a file that a harness has made.
    init(in store: EventStore, table: URL) async throws {
        self.table = table
        let now = Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
        let ids = IDMaker()
        let links = try await Self.links(in: store, at: now, ids: ids)
        try Data().write(to: table)
        let file = try FileHandle(forWritingTo: table)
        try file.write(contentsOf: Data(Self.head.utf8))
        let step = Int64(365 * 86_400_000 / Self.count)
        for start in stride(from: 0, to: Self.count, by: Self.group) {
            let clicks = (start..<start + Self.group).map { index in
                let time = now - .milliseconds(Int64(Self.count - index) * step)
                return Self.click(index, id: ids.eventID(at: time), at: time, on: links)
            }
            try file.write(contentsOf: Data(clicks.map(Self.line).joined().utf8))
            try await store.write { store in
                for click in clicks {
                    try store.insert(click)
                    try store.add(Link.Counters(clicks: 1, lastClicked: click.timestamp), to: click.linkID)
                }
            }
        }
        try file.close()
    }

    private static func links(in store: EventStore, at now: Timestamp, ids: IDMaker) async throws -> [Link] {
        try await store.write { store in
            guard let workspace = try store.workspaces().first else {
                throw BenchError(message: "the harness has left no workspace")
            }
            let links = (0..<50).map { number in
                Link(
                    id: ids.sortable("link_", at: now), domain: "go.localhost", key: LinkKey(stored: "bench\(number)"),
                    url: "https://acme.test/\(number)", workspaceID: workspace.id,
                    createdAt: now - .seconds(400 * 86_400))
            }
            for link in links { try store.insert(link) }
            return links
        }
    }

    /// Numbers without a pattern, the same in each run.
    private static func click(_ index: Int, id: String, at time: Timestamp, on links: [Link]) -> Click {
        var mixed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
        func drawn(_ count: Int) -> Int {
            mixed = (mixed ^ (mixed >> 31)) &* 0xBF58_476D_1CE4_E5B9
            return Int((mixed >> 33) % UInt64(count))
        }
        let link = links[drawn(links.count)]
        let tags = "utm_source=s\(drawn(8))&utm_medium=m\(drawn(4))&utm_campaign=c\(drawn(20))"
        return Click(
            id: id, timestamp: time, linkID: link.id, url: "\(link.url)?\(tags)&dub_id=\(id)",
            place: places[drawn(places.count)], address: "10.0.\(drawn(256)).\(drawn(256))",
            userAgent: "Mozilla/5.0 (\(systems[drawn(systems.count)])) Chrome/\(120 + drawn(12)).0.0.0 Safari/537.36",
            refererURL: referers[drawn(referers.count)])
    }

    private static let head =
        (["moment", "link"] + Dimension.allCases.map(\.rawValue)).joined(separator: ",") + "\n"

    private static func line(_ click: Click) -> String {
        let values = click.dimensions
        let cells = Dimension.allCases.map { "\"\(values[$0] ?? "")\"" }
        return (["\(click.timestamp.milliseconds)", click.linkID] + cells).joined(separator: ",") + "\n"
    }
}
