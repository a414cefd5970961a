internal import HTTPTypes
internal import Hummingbird
internal import WebAssets

/// The pages for people, made from the files of `web/site/` and `web/dashboard/`.
struct SitePages: Sendable {
    let assets: WebAssets
    let address: HarnessAddress
    /// Whether https is answered.
    let tls: Bool

    /// A page of the dashboard; nil where there is none of that name.
    func dashboard(_ name: String) -> Response? {
        guard let title = Self.titles[name], let body = assets.asset(at: "dashboard/\(name).html") else { return nil }
        let folder = HarnessPath.dashboard
        let styles = ["dashboard", name].filter { assets.asset(at: "dashboard/\($0).css") != nil }
        let head =
            styles.map { "<link rel=\"stylesheet\" href=\"\(folder)/\($0).css\">" }
            + ["lib/page", name].map { "<script type=\"module\" src=\"\(folder)/\($0).js\"></script>" }
        return framed(
            Template(source: body.text).render(["url": url]), title: title, at: "\(folder)/\(name)",
            head: head.joined(separator: "\n  "))
    }

    /// The page for an address where nothing is.
    func notFound(path: String) -> Response {
        page(
            "not-found.html", title: "Nothing here", at: "", values: ["path": .text(path)], status: .notFound)
    }

    /// The gallery of samples.
    func samples(_ listing: SampleListing) -> Response {
        let values: [String: Template.Value] = [
            "count": .text("\(listing.samples.count)"),
            "rows": .html(listing.samples.map(row).joined()),
            "notice": .html(tls ? "" : Self.noTLS),
        ]
        return page("samples.html", title: "Samples", at: HarnessPath.samples, values: values)
    }

    /// The dashboard's pages by the names of their files, with what the window and the navigation call them.
    private static let pages = [
        ("overview", "Overview"), ("analytics", "Analytics"), ("events", "Events"), ("links", "Links"),
        ("segment", "Segment"), ("verify", "Verify"), ("settings", "Settings"),
    ]

    private static let titles = Dictionary(uniqueKeysWithValues: pages)

    /// What every page has a link to.
    private static let places =
        pages.map { (path: "\(HarnessPath.dashboard)/\($0)", title: $1) } + [
            (path: HarnessPath.samples, title: "Samples"), (path: "/signup", title: "Sign-up"),
        ]

    private func page(
        _ file: String, title: String, at path: String, values: [String: Template.Value],
        status: HTTPResponse.Status = .ok
    ) -> Response {
        guard let asset = assets.asset(at: "site/\(file)") else { return missing("site/\(file)", status: status) }
        return framed(Template(source: asset.text).render(values), title: title, at: path, status: status)
    }

    private var url: Template.Value { .text(tls ? address.httpsOrigin : address.httpOrigin) }

    /// A page's own part within the frame that all of them have.
    private func framed(
        _ body: String, title: String, at path: String, head: String = "", status: HTTPResponse.Status = .ok
    ) -> Response {
        guard let frame = assets.asset(at: "site/frame.html") else { return missing("site/frame.html", status: status) }
        let places = Self.places.map { place in
            "<a href=\"\(place.path)\"\(place.path == path ? " aria-current=\"page\"" : "")>\(place.title)</a>"
        }
        let page = Template(source: frame.text).render([
            "title": .text(title), "head": .html(head), "places": .html(places.joined(separator: "\n    ")),
            "main": .html(body),
        ])
        var response = Response.html(page, status: status)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }

    /// Nothing from elsewhere, no code in the page, and nobody may frame it.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    private func missing(_ file: String, status: HTTPResponse.Status) -> Response {
        .text("web/\(file) was removed from the web root.\n", status: status == .ok ? .internalServerError : status)
    }

    private static let noTLS = """
        <p class="notice">Most samples load the script from https://www.dubcdn.com, which this harness can stand in \
        for only when it is started with <code>--tls</code>.</p>
        """

    private func row(_ sample: SampleListing.Entry) -> String {
        let text = HTMLText.escape
        let finding = sample.finding.map { "<code>\(text($0))</code>" } ?? "none"
        let modes = HarnessConfiguration.VerdictMode.allCases.map(\.rawValue)
        let verdicts = modes.map { mode in
            let verdict = sample.expected[mode] ?? ""
            // A finding of the mode's own stands with its verdict.
            let own = (sample.findings[mode] ?? nil).flatMap { $0 == sample.finding ? nil : $0 }
            let shown = own.map { "<br><small><code>\(text($0))</code></small>" } ?? ""
            return "<td><span class=\"verdict \(text(verdict))\">\(text(verdict))</span>\(shown)</td>"
        }
        let reasons = modes.compactMap { mode in
            sample.why[mode].map { "<br><small><b>In \(mode) mode:</b> \(text($0))</small>" }
        }
        return """
            <tr>
            <th scope="row"><a href="\(text(sample.path))">\(text(sample.title))</a><br><small>\(text(sample.about))</small>\(reasons.joined())</th>
            <td>\(text(sample.way ?? ""))</td><td>\(finding)</td>\(verdicts.joined())
            <td><code>\(text(sample.command))</code></td>
            </tr>

            """
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy").unsafelyNamed
}
