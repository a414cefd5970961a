internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import PageURL

extension Request {
    /// The largest body that is read, in bytes.
    static let largestBody = 2 << 20

    /// The body, as the fields of a JSON object.
    ///
    /// - Throws: ``APIError`` for what is no JSON object, ``Refusal`` for one that is too large.
    func fields() async throws -> RequestFields {
        try RequestFields(body: try await bytes())
    }

    /// The body as JSON.
    ///
    /// - Throws: ``APIError`` for what is none, ``Refusal`` for a body that is too large.
    func json() async throws -> JSONValue {
        let bytes = try await bytes()
        guard let value = try? JSONValue(json: bytes) else { throw APIError.notJSON }
        return value
    }

    /// The body.
    func bytes() async throws -> ByteBufferView {
        do {
            return try await body.collect(upTo: Self.largestBody).readableBytesView
        } catch is NIOTooManyBytesError {
            throw Refusal.bodyTooLarge(limit: Self.largestBody)
        }
    }

    /// The parameters of the query, in order.
    var queryItems: [QueryItem] {
        uri.query.map { QueryItem.items(of: $0) } ?? []
    }

    /// The path as it was sent, with its percent escapes.
    var rawPath: String {
        let target = head.path ?? "/"
        let end = target.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        return end.map { String(target[..<$0]) } ?? target
    }

    /// The cookies by name; of two with one name the first counts, which is the more specific one.
    var cookiesByName: [String: String] {
        guard headers.contains(.cookie) else { return [:] }
        let pairs = headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (parts[0].trimmed, parts[1].trimmed) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Who the visitor is: a local caller may speak for another address.
    func visitorAddress(_ context: HarnessContext) -> String {
        let own = context.remoteIP
        guard IPAddress.bytes(of: own).map(IPAddress.isLoopback) == true else { return own }
        let named = headers[.xForwardedFor]?.split(separator: ",").first.map { $0.trimmed } ?? headers[.xRealIP]
        return named.flatMap { $0.isEmpty ? nil : $0 } ?? own
    }

    /// Where the visitor is, as an edge network's headers tell it; each part has its usual value without one.
    var place: Click.Place {
        let usual = Click.Place.usual
        let country = headers[.vercelCountry]?.uppercased()
        // Of another country the usual city would be wrong.
        let isElsewhere = country != nil && country != usual.country
        let other = Click.Place(continent: "", country: "Unknown", region: "Unknown", city: "Unknown")
        let rest = isElsewhere ? other : usual
        return Click.Place(
            continent: headers[.vercelContinent]?.uppercased() ?? rest.continent, country: country ?? usual.country,
            region: headers[.vercelRegion] ?? rest.region,
            city: headers[.vercelCity].map { FormEncoding.decodePath($0) } ?? rest.city)
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For").unsafelyNamed
    static let xRealIP = HTTPField.Name("X-Real-IP").unsafelyNamed
    static let dubNoTrack = HTTPField.Name("dub-no-track").unsafelyNamed
    fileprivate static let vercelContinent = HTTPField.Name("x-vercel-ip-continent").unsafelyNamed
    fileprivate static let vercelCountry = HTTPField.Name("x-vercel-ip-country").unsafelyNamed
    fileprivate static let vercelRegion = HTTPField.Name("x-vercel-ip-country-region").unsafelyNamed
    fileprivate static let vercelCity = HTTPField.Name("x-vercel-ip-city").unsafelyNamed
}

extension Substring {
    /// Without the spaces and tabs around it.
    fileprivate var trimmed: String {
        var rest = self
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
