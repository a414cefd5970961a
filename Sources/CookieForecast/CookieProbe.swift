public import Foundation
internal import PageURL

/// The machine probe over the forecast: a line `{"id", "url", "attributes"}` in, a line `{"id", "cookie"}` out.
public enum CookieProbe {
    /// Why a line cannot be answered.
    public struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong with the line.
        public let description: String
    }

    /// Answers one line; `cookie` is `null` when the browser keeps nothing.
    /// - Throws: ``LineError`` when the line has not that form.
    public static func answer(_ line: String, now: Date) throws(LineError) -> String {
        let input: JSValue
        do {
            input = try JSValue(parsing: line)
        } catch {
            throw LineError(description: "the line is not JSON: \(error)")
        }
        guard let id = input["id"] else { throw LineError(description: "the line has no \"id\"") }
        guard case .string(let text)? = input["url"] else { throw LineError(description: "\"url\" is not a text") }
        let page: PageURL
        do {
            page = try PageURL(parsing: text)
        } catch {
            throw LineError(description: error.description)
        }
        var attributes: [String: String] = [:]
        if case .object(let members)? = input["attributes"] {
            for member in members {
                guard case .string(let value) = member.value else {
                    throw LineError(description: "the attribute \"\(member.name)\" is not a text")
                }
                attributes[member.name] = value
            }
        }
        let cookie = CookieForecast(page: page, attributes: attributes, now: now).cookie
        let answer = JSValue.object([
            .init(name: "id", value: id), .init(name: "cookie", value: cookie.map(value) ?? .null),
        ])
        return answer.json
    }

    private static func value(_ cookie: StoredCookie) -> JSValue {
        .object([
            .init(name: "value", value: .string(cookie.value)),
            .init(name: "domain", value: .string(cookie.domain)),
            .init(name: "hostOnly", value: .bool(cookie.hostOnly)),
            .init(name: "path", value: .string(cookie.path)),
            .init(name: "secure", value: .bool(cookie.secure)),
            .init(name: "httpOnly", value: .bool(cookie.httpOnly)),
            .init(name: "sameSite", value: .string(cookie.sameSite)),
            .init(name: "expiresInDays", value: cookie.expiresInDays.map { .number($0) } ?? .null),
        ])
    }
}
