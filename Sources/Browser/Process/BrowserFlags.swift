/// The command line of a browser under our control.
enum BrowserFlags {
    /// What the browser would do on its own account.
    private static let quiet = ["HttpsUpgrades", "MediaRouter", "OptimizationHints", "Translate"]
    /// What prepares for a next page that a profile of one look does not have; another twentieth of the work.
    private static let thrifty = [
        "BackForwardCache", "PaintHolding", "RenderDocument", "SpareRendererForSitePerProcess",
    ]

    /// All arguments but the executable.
    ///
    /// The flags silence what a browser does on its own account (updates, reports, first-run pages, guessing that http
    /// means https) and leave alone what a page can notice: popup blocking, third-party cookies, timers.
    static func arguments(profile: String, options: BrowserOptions) -> [String] {
        var arguments = [
            "--headless", "--remote-debugging-pipe", "--user-data-dir=\(profile)",
            "--no-first-run", "--no-default-browser-check", "--no-pings", "--mute-audio",
            "--disable-background-networking", "--disable-breakpad", "--disable-client-side-phishing-detection",
            "--disable-component-update", "--disable-crash-reporter", "--disable-default-apps",
            "--disable-domain-reliability", "--disable-extensions", "--disable-field-trial-config", "--disable-gpu",
            "--disable-sync", "--metrics-recording-only", "--password-store=basic", "--use-mock-keychain",
            // A container's /dev/shm is 64 MB by default; a page that needs more would crash.
            "--disable-dev-shm-usage",
            // Pages in parallel are all "in the background" and must not be slowed for it.
            "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--disable-features=\((quiet + thrifty).joined(separator: ","))",
            // One process less to talk to: a twentieth of the work for a page.
            "--enable-features=NetworkServiceInProcess2",
        ]
        if !options.sandbox { arguments.append("--no-sandbox") }
        if options.ignoresCertificateErrors { arguments.append("--ignore-certificate-errors") }
        if !options.hostResolverRules.isEmpty {
            arguments.append("--host-resolver-rules=\(options.hostResolverRules.joined(separator: ", "))")
        }
        return arguments + options.extraFlags + ["about:blank"]
    }

    /// What of our environment the browser gets: what it needs to run, and nothing secret.
    static func environment(from ours: [String: String], home: String, temporary: String) -> [String: String] {
        let names: Set = ["PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH"]
        let prefixes = ["LC_", "FONTCONFIG_"]
        let proxies: Set = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]
        var kept = ours.filter { name, _ in
            names.contains(name) || proxies.contains(name.lowercased()) || prefixes.contains { name.hasPrefix($0) }
        }
        kept["HOME"] = home
        kept["TMPDIR"] = temporary
        return kept
    }
}
