import Attribution
import PageURL
import Testing

@Suite("Where a short link leads")
struct DestinationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var target: String
        var query: String
        var clickID: String? = "ID"
        var location: String

        var testDescription: String { "\(target) ?\(query)" }
    }

    static let rows = [
        Row(target: "https://acme.test", query: "", location: "https://acme.test/?dub_id=ID"),
        Row(
            target: "https://acme.test/pricing?plan=pro", query: "utm_source=mail",
            location: "https://acme.test/pricing?plan=pro&dub_id=ID&utm_source=mail"),
        Row(
            target: "https://acme.test/?plan=pro&x=1#top", query: "plan=free&new=1",
            location: "https://acme.test/?plan=free&x=1&dub_id=ID&new=1#top"),
        Row(target: "https://acme.test/?a=b%20c&flag", query: "", location: "https://acme.test/?a=b+c&flag=&dub_id=ID"),
        Row(
            target: "https://acme.test/?a=b%20c&flag", query: "", clickID: nil,
            location: "https://acme.test/?a=b%20c&flag"),
        Row(target: "https://acme.test/?", query: "", clickID: nil, location: "https://acme.test/?"),
        Row(target: "https://acme.test/", query: "dub_id=theirs", location: "https://acme.test/?dub_id=theirs"),
        Row(target: "https://acme.test/", query: "dub-no-track=1", location: "https://acme.test/"),
        Row(target: "https://acme.test/", query: "qr=1", location: "https://acme.test/?dub_id=ID"),
        Row(target: "https://acme.test/", query: "qr=2&a=1&a=2", location: "https://acme.test/?dub_id=ID&qr=2&a=2"),
        Row(
            target: "https://buy.acme.test/x?dub_client_reference_id=1", query: "",
            location: "https://buy.acme.test/x?client_reference_id=dub_id_ID"),
        Row(
            target: "https://acme.test/", query: "redir_url=https%3A%2F%2Facme.test%2Fother&b=1",
            location: "https://acme.test/other?dub_id=ID&b=1"),
        Row(target: "mailto:kim@acme.test", query: "a=1", location: "mailto:kim@acme.test"),
    ]

    @Test("The target gets the click id, then the request's own parameters", arguments: rows)
    func location(_ row: Row) throws {
        let request = try #require(PageURL("https://go.acme.test/spring?\(row.query)")).queryItems
        let destination = Destination(target: row.target, clickID: row.clickID, request: request)
        #expect(destination.location == row.location)
    }
}
