import Foundation

/// A thousand pages of 50 KB on disk, two at a time.
struct ManyFilesBench {
    private static let count = 1_000

    func rows() throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var pages: [[UInt8]] = []
        for index in 0..<Self.count {
            let page = Array(Self.page(index).utf8)
            try Data(page).write(to: folder.appending(path: "page-\(index).html"))
            pages.append(page)
        }
        let command = [
            Checkout.dubcheck, "verify", folder.path, "--mode", "static", "--concurrency", "2", "--report", "json",
        ]
        let time = Timing.median(try (0..<3).map { _ in try ChildProcess.time(command) })
        let rate = Double(Self.count) / time
        let peer = Double(Self.count) / Timing.wall { pages.forEach(LibXML2Peer.parse) }
        return [
            Row(
                name: "1,000 local files of 50 KB, --concurrency 2", figure: "\(rate.rounded(0)) pages/s",
                goal: "≥ 150 pages/s", meetsGoal: rate >= 150,
                peer: "libxml2's tree alone, one thread: \(peer.rounded(0)) pages/s")
        ]
    }

    /// A page as shops serve it: a head with metas and scripts, sections of cards, inline data.
    private static func page(_ number: Int) -> String {
        let head = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><title>Page \(number)</title>
            <meta name="description" content="Lamps &amp; shades, page \(number)">
            <link rel="stylesheet" href="/site.css"><link rel="icon" href="/icon.svg">
            <script>window.settings = {"page": \(number), "currency": "EUR", "items": [1, 2, 3]};</script>
            <script defer src="https://www.dubcdn.com/analytics/script.js" data-domains='{"refer":"go.acme.test"}'></script>
            </head>
            <body>

            """
        var body = ""
        var card = 0
        while head.utf8.count + body.utf8.count < 50_000 {
            card += 1
            body += """
                <article class="card" id="card-\(card)" data-price="\(card * 7).90">
                  <a href="/lamps/\(card)?from=list&amp;page=\(number)"><img src="/img/\(card).jpg" alt="Lamp \(card)" loading="lazy"></a>
                  <h2>Lamp number \(card)</h2><p>A lamp of oak &amp; linen, made to order in two weeks and sent flat.</p>
                  <form method="post" action="/basket"><input type="hidden" name="id" value="\(card)"><button>Add</button></form>
                </article>

                """
            if card.isMultiple(of: 20) { body += "<script>register(\(card), 'card');</script>\n" }
        }
        return head + body + "</body>\n</html>\n"
    }
}
