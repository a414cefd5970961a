import Evidence

/// What caches on the way say of an answer.
enum CacheHeaders {
    /// The age of the copy in seconds, when a cache tells it.
    static func age(of page: PageEvidence) -> Int? {
        page.fields["age"].flatMap { Int($0) }
    }

    /// A cache says that it answered from its store.
    static func isHit(_ page: PageEvidence) -> Bool {
        names.contains { name in
            page.fields.joined(name)?.lowercased().split { !$0.isLetter }.contains("hit") ?? false
        }
    }

    /// The headers in one line.
    static func words(of page: PageEvidence) -> String {
        let lines = (["age"] + names).compactMap { name in page.fields.joined(name).map { "\(name): \($0)" } }
        return lines.isEmpty ? "no cache headers" : lines.joined(separator: ", ")
    }

    private static let names = [
        "x-cache", "cf-cache-status", "x-vercel-cache", "x-cache-status", "cache-status", "x-proxy-cache",
        "x-varnish-cache",
        "x-litespeed-cache", "x-kinsta-cache", "x-nextjs-cache", "x-drupal-cache", "x-wp-cf-super-cache", "cdn-cache",
        "x-hw", "x-sucuri-cache", "x-fastly-cache",
    ]
}
