internal import Attribution
internal import Hummingbird
internal import WebAssets

/// What a short link shows where it does not lead on: pages made from `web/site/short-link.html`.
struct ShortLinkPages: Sendable {
    let assets: WebAssets

    var notFound: Response {
        page("No such link", "There is no short link at this address.", status: .notFound)
    }

    var expired: Response {
        page("This link has expired", "It does not lead anywhere any more.")
    }

    var placeholder: Response {
        page("A short domain", "This domain is for short links, and leads nowhere itself.")
    }

    func password(isWrong: Bool) -> Response {
        page(
            "This link needs a password", isWrong ? "That was not the password." : "Enter it to go on.",
            rest: """
                <form method="post"><label>Password <input name="pw" type="password" required autofocus></label>
                <button>Go on</button></form>
                """)
    }

    /// The destination, under the address of the short link.
    func frame(_ location: String) -> Response {
        page(
            "", "",
            rest: #"<iframe src="\#(HTMLText.escape(location))" title="The page that the link leads to"></iframe>"#)
    }

    /// Opens a program other than the browser, such as for mail.
    func opener(_ location: String) -> Response {
        let text = HTMLText.escape(location)
        return page(
            "Opening…", "If nothing happens, open the link yourself.",
            rest: #"<p><a href="\#(text)">\#(text)</a></p>"#,
            head: #"<meta http-equiv="refresh" content="0; url=\#(text)">"#)
    }

    /// What a link is, for somebody who would rather look first.
    func inspection(of link: Link, form: AnswerForm) -> Response {
        let text = HTMLText.escape(link.url)
        return page(
            form.shortLink(link), "This short link leads to:",
            rest: #"<p><a rel="nofollow" href="\#(text)">\#(text)</a></p>"#)
    }

    /// What a link shows of itself to programs that preview links (https://ogp.me).
    ///
    /// What it has no word or picture for is left out.
    func preview(of link: Link, to location: String, form: AnswerForm) -> Response {
        let extras = link.extras
        let address = form.shortLink(link)
        let title = extras.title ?? address
        let properties = [
            ("og:type", "website"), ("og:url", address), ("og:title", title), ("og:description", extras.description),
            ("og:image", extras.image), ("og:video", extras.video),
        ]
        let names = [
            ("description", extras.description), ("twitter:title", title), ("twitter:description", extras.description),
            ("twitter:image", extras.image), ("twitter:card", extras.image == nil ? "summary" : "summary_large_image"),
        ]
        let text = HTMLText.escape(location)
        return page(
            title, extras.description ?? "", rest: #"<p><a rel="nofollow" href="\#(text)">\#(text)</a></p>"#,
            head: Self.meta("property", properties) + Self.meta("name", names), isIndexed: link.isIndexed)
    }

    private static func meta(_ attribute: String, _ rows: [(name: String, content: String?)]) -> String {
        rows.compactMap { name, content in
            content.map { #"<meta \#(attribute)="\#(name)" content="\#(HTMLText.escape($0))">\#n"# }
        }.joined()
    }

    private func page(
        _ title: String, _ message: String, rest: String = "", head: String = "", isIndexed: Bool = false,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        guard let asset = assets.asset(at: "site/short-link.html") else {
            return .text("\(title)\n\(message)\n", status: status)
        }
        let robots = isIndexed ? "" : #"<meta name="robots" content="noindex">\#n"#
        return .html(
            Template(source: asset.text).render([
                "title": .text(title), "message": .text(message), "rest": .html(rest), "head": .html(robots + head),
            ]), status: status)
    }
}
