import CookieForecast
import Evidence
import HTMLPage
import PageURL

/// A login stands before the page.
enum AuthWall: BasisCheck {
    static let entry = CatalogueEntry(
        "auth-wall", .delivery, .inconclusive,
        title: "A login stands before the page",
        why: "A password page, a sign-on redirect or a protected preview answered, not the page.",
        fix: "Pass --header or --basic-auth, or verify a public URL.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard let page = evidence.page else { return nil }
        let url = page.url?.displayed ?? ""
        if page.status == 401 || page.status == 407 {
            let scheme = page.fields["www-authenticate"].map { "WWW-Authenticate: \($0)" } ?? "answers \(page.status)"
            return entry.finding(
                "The page asks for a login (status \(page.status)).", [FindingEvidence(.header, "\(url): \(scheme)")])
        }
        if let final = page.url, let host = signOnHost(final.host), !evidence.hops.isEmpty {
            return entry.finding(
                "The target redirects to the sign-on of \(host).", [FindingEvidence(.redirect, "ends at \(url)")])
        }
        let isSentToLogin = evidence.hops.contains { $0.kind == .http } && looksLikeLogin(page.url)
        let hasForm = hasPasswordForm(page)
        guard (isSentToLogin && (hasForm || namesWayBack(page.url))) || (page.status == 403 && hasForm) else {
            return nil
        }
        return entry.finding(
            "A login page answered, not the page itself.", [FindingEvidence(.redirect, "ends at \(url)")])
    }

    /// A parameter says where to go after the login.
    private static func namesWayBack(_ url: PageURL?) -> Bool {
        let names: Set<String> = [
            "next", "return", "returnto", "return_to", "returnurl", "return_url", "redirect", "redirect_to",
            "redirecturl", "redirect_url", "redirect_uri", "continue", "callbackurl", "callback", "dest", "destination",
        ]
        return url?.queryItems.contains { names.contains($0.name.lowercased()) } ?? false
    }

    private static func hasPasswordForm(_ page: PageEvidence) -> Bool {
        page.dom?.fields.contains { $0.name == "input" && $0["type"]?.lowercased() == "password" && !$0.isInert }
            ?? false
    }

    private static func looksLikeLogin(_ url: PageURL?) -> Bool {
        guard let url else { return false }
        let words: Set<String> = [
            "login", "signin", "sign-in", "log-in", "sign_in", "auth", "authenticate", "sso", "password", "account",
            "session", "sessions", "users", "wp-login.php", "oauth", "oauth2", "authorize", "protected", "unlock",
            "gate", "restricted", "saml",
        ]
        let segments = url.path.lowercased().split(separator: "/").map(String.init)
        return segments.contains { segment in
            words.contains(segment) || words.contains { segment.hasPrefix("\($0).") || segment.hasPrefix("\($0)-") }
        }
            || url.host.split(separator: ".").first.map { ["login", "auth", "sso", "accounts", "id"].contains($0) }
                ?? false
    }

    private static func signOnHost(_ host: String) -> String? {
        let hosts = [
            "accounts.google.com", "login.microsoftonline.com", "okta.com", "auth0.com", "cloudflareaccess.com",
            "onelogin.com", "pingidentity.com", "login.live.com", "appleid.apple.com",
        ]
        return hosts.first { host == $0 || host.hasSuffix(".\($0)") }
    }
}
