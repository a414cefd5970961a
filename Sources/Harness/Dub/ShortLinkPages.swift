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
                <form method="get"><label>Password <input name="pw" type="password" required autofocus></label>
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
            rest: #"<p><a href="\#(text)">\#(text)</a></p>"#, refresh: location)
    }

    /// What a link is, for somebody who would rather look first.
    func inspection(of link: Link, form: AnswerForm) -> Response {
        let text = HTMLText.escape(link.url)
        return page(
            form.shortLink(link), "This short link leads to:",
            rest: #"<p><a rel="nofollow" href="\#(text)">\#(text)</a></p>"#)
    }

    private func page(
        _ title: String, _ message: String, rest: String = "", refresh: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        guard let asset = assets.asset(at: "site/short-link.html") else {
            return .text("\(title)\n\(message)\n", status: status)
        }
        let meta = refresh.map { #"<meta http-equiv="refresh" content="0; url=\#(HTMLText.escape($0))">"# } ?? ""
        return .html(
            Template(source: asset.text).render([
                "title": .text(title), "message": .text(message), "rest": .html(rest), "head": .html(meta),
            ]), status: status)
    }
}
