/// Suffixes of site builders that browsers know and the list of current Debian (February 2023) does not yet.
///
/// Checked one by one against Chromium 156.
enum NewerSuffixes {
    /// Names below which everybody can register.
    static let added: Set<String> = [
        "amplifyapp.com", "appwrite.global", "appwrite.network", "azureedge.net", "azurefd.net", "base44-sandbox.com",
        "base44.app", "bolt.host", "bubbleapps.io", "canva.run", "cdn.bubble.io", "chatgpt.site",
        "claudeusercontent.com",
        "cloudflare.app", "convex.cloud", "convex.site", "csb.app", "deno.net", "figma.site", "framer.ai", "gitbook.io",
        "hf.space", "home.arpa", "is-a.dev", "leapcell.app", "leapcell.dev", "lovable.app", "lovableproject.com",
        "my.canva.site", "ngrok-free.app", "ngrok-free.dev", "ngrok.app", "ngrok.dev", "ngrok.pizza", "ngrok.pro",
        "notion.site", "replit.app", "replit.dev", "square.site", "tunnelmole.net", "up.railway.app", "v0.build",
        "val.run", "vercel.run", "vusercontent.net", "webflow.io", "wix.run", "wixstudio.com", "wixstudio.io",
        "zeabur.app",
    ]

    /// Names which are suffixes and whose every child is one (`*.name`).
    static let wildcards: Set<String> = ["appwrite.run", "awsapprunner.com", "hosted.app", "oaiusercontent.com"]

    /// Suffixes that have left the list since.
    static let removed: Set<String> = ["ghost.io", "glitch.me", "shw.io"]
}
