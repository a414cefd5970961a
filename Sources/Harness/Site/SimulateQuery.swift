internal import Foundation
internal import PageURL

/// The query of `/_dubcheck/simulate`.
struct SimulateQuery {
    /// The page.
    var page: PageURL
    /// The attributes of the script's tag by name in lower case.
    var attributes: [String: String] = [:]
    /// The click id of a cookie that is there already.
    var existingClickID: String?

    private static let example = #"/_dubcheck/simulate?url=https://www.acme.test/?dub_id=abc&attributes={"data-…":"…"}"#

    /// Reads a query string without its question mark.
    init(_ query: String) throws(Refusal) {
        var seen: [String: String] = [:]
        for (name, value) in FormEncoding.pairs(query) {
            guard ["url", "attributes", "existing"].contains(name) else {
                throw .badRequest("The parameter '\(name)' is not known; known are url, attributes and existing.")
            }
            guard seen.updateValue(value, forKey: name) == nil else {
                throw .badRequest("The parameter '\(name)' is given twice; percent-encode the & of a URL as %26.")
            }
        }
        guard let url = seen["url"], !url.isEmpty else {
            throw .badRequest("The parameter 'url' is missing: the page's address. For example \(Self.example)")
        }
        do {
            page = try PageURL(parsing: url)
        } catch {
            throw .badRequest("The parameter 'url' cannot be used: \(error).")
        }
        guard page.scheme == "https" || page.scheme == "http" else {
            throw .badRequest("The parameter 'url' must be an http or https URL: other pages have no cookies.")
        }
        // A form sends its empty fields, too.
        if let text = seen["attributes"], !text.isEmpty { attributes = try Self.attributes(text) }
        existingClickID = seen["existing"]
    }

    private static func attributes(_ text: String) throws(Refusal) -> [String: String] {
        guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else {
            throw .badRequest("The parameter 'attributes' is not JSON. For example \(Self.example)")
        }
        guard let object = value as? [String: Any] else {
            throw .badRequest("The parameter 'attributes' must be a JSON object of attribute names and values.")
        }
        var attributes: [String: String] = [:]
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            guard let text = value as? String else {
                throw .badRequest("The attribute '\(name)' must be a string, as in HTML: JSON inside it is text.")
            }
            attributes[name.lowercased()] = text
        }
        return attributes
    }
}
