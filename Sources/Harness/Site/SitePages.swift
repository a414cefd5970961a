internal import Hummingbird
internal import WebAssets

/// The pages for people, made from the files of `web/site/`.
struct SitePages: Sendable {
    let assets: WebAssets
    let address: HarnessAddress
    /// Whether https is answered.
    let tls: Bool

    /// What is served, with links.
    func home() -> Response {
        page("home.html", values: common)
    }

    /// The page for an address where nothing is.
    func notFound(path: String) -> Response {
        page("not-found.html", values: common.merging(["path": .text(path)]) { $1 }, status: .notFound)
    }

    /// The gallery of samples.
    func samples(_ listing: SampleListing) -> Response {
        let values = common.merging(
            [
                "count": .text("\(listing.samples.count)"),
                "rows": .html(listing.samples.map(row).joined()),
                "notice": .html(tls ? "" : Self.noTLS),
            ]
        ) { $1 }
        return page("samples.html", values: values)
    }

    private var common: [String: Template.Value] {
        ["url": .text(tls ? address.httpsOrigin : address.httpOrigin)]
    }

    private func page(
        _ file: String, values: [String: Template.Value], status: HTTPResponse.Status = .ok
    ) -> Response {
        guard let asset = assets.asset(at: "site/\(file)") else {
            let message = "web/site/\(file) was removed from the web root.\n"
            return .text(message, status: status == .ok ? .internalServerError : status)
        }
        return .html(Template(source: asset.text).render(values), status: status)
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
