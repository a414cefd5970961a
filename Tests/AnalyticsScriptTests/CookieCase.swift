import Browser
import Foundation

/// A page with a script tag, and the cookie that Chromium kept when the public script ran there.
struct CookieCase: Decodable, Sendable {
    struct Expected: Decodable {
        let value: String
        let domain: String
        let hostOnly: Bool
        let path: String
        let secure: Bool
        let httpOnly: Bool
        let sameSite: String?
        let expiresInDays: Double?
    }

    let id: String
    let url: String
    let attributes: [String: String]
    let expected: Expected?

    /// Beside the checkout; not everybody has them.
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/cases/cookie_matrix.jsonl")

    static var exist: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// Sixty cases, evenly spread over the file; all of them when the environment has `DUBCHECK_ALL_CASES`.
    static func sample() throws -> [CookieCase] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let stride = ProcessInfo.processInfo.environment["DUBCHECK_ALL_CASES"] == nil ? max(1, lines.count / 60) : 1
        let decoder = JSONDecoder()
        return try lines.indices.filter { $0.isMultiple(of: stride) }.map { index in
            try decoder.decode(CookieCase.self, from: Data(lines[index].utf8))
        }
    }

    func agrees(with cookie: BrowserCookie?) -> Bool {
        guard let expected, let cookie else { return (expected == nil) == (cookie == nil) }
        let days = cookie.expires.map { $0.timeIntervalSinceNow / 86400 }
        let isSameExpiry =
            if let days, let expectedDays = expected.expiresInDays { abs(days - expectedDays) < 0.1 } else {
                (days == nil) == (expected.expiresInDays == nil)
            }
        return cookie.value == expected.value && cookie.domain == expected.domain
            && cookie.isHostOnly == expected.hostOnly && cookie.path == expected.path
            && cookie.isSecure == expected.secure && cookie.isHTTPOnly == expected.httpOnly
            && (cookie.sameSite ?? "Lax") == expected.sameSite && isSameExpiry
    }
}
