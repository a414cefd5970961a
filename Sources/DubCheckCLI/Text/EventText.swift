import JSON
import Reporting

/// Clicks, leads and sales as text, one line each: a pure function of the harness's answers.
struct EventText: Sendable {
    let style: Style

    /// The line of an event.
    func line(_ event: JSONValue) -> String {
        let kind = event["event"].string ?? "event"
        let padded = kind + String(repeating: " ", count: max(0, 5 - kind.count))
        var parts = [style.quiet(time(event)), kind == "click" ? padded : style.good(padded)]
        if let name = event["eventName"].string { parts.append(style.strong("\"\(Printable.line(name))\"")) }
        if event["sale"].object != nil { parts.append(amount(event["sale"])) }
        if event["customer"].object != nil { parts.append(customer(event["customer"])) }
        let link = [event["domain"].string ?? event["link"]["domain"].string, event["key"].string]
        parts.append(Printable.line(link.compactMap { $0 }.joined(separator: "/")))
        if let click = event["click"]["id"].string { parts.append(style.quiet("click \(Printable.line(click))")) }
        return parts.filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
    }

    /// When it was, in a form whose order as text is that of time.
    func time(_ event: JSONValue) -> String {
        Printable.line(event["click"]["timestamp"].string ?? event["timestamp"].string ?? "")
    }

    /// An amount in cents, with its currency as it is.
    private func amount(_ sale: JSONValue) -> String {
        guard let cents = sale["amount"].int else { return "" }
        let currency = Printable.line((sale["currency"].string ?? "").uppercased())
        let fraction = abs(cents % 100)
        return "\(cents / 100).\(fraction < 10 ? "0" : "")\(fraction) \(currency)"
    }

    private func customer(_ customer: JSONValue) -> String {
        let mail = customer["email"].string.flatMap { $0.isEmpty ? nil : "<\($0)>" }
        return Printable.line([customer["externalId"].string, mail].compactMap { $0 }.joined(separator: " "))
    }
}
