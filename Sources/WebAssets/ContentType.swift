/// What a browser must be told about a file, by the extension of its name.
enum ContentType {
    /// The value of `Content-Type` for a path; bytes of an unknown kind are `application/octet-stream`.
    static func of(_ path: String) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return unknown }
        return byExtension[path[path.index(after: dot)...].lowercased()] ?? unknown
    }

    private static let unknown = "application/octet-stream"

    private static let byExtension = [
        "css": "text/css; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ico": "image/vnd.microsoft.icon",
        "js": "application/javascript; charset=utf-8",
        "json": "application/json; charset=utf-8",
        "mjs": "application/javascript; charset=utf-8",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "webmanifest": "application/manifest+json",
        "woff2": "font/woff2",
        "xml": "application/xml; charset=utf-8",
        "yaml": "application/yaml",
    ]
}
