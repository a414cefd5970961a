import JSON
import Reporting

/// Entries of the delivery log and previews as text: pure functions of the harness's answers.
struct DeliveryText: Sendable {
    let style: Style

    /// An entry of the log: the event, what became of it, and what to do about it.
    func entry(_ entry: JSONValue) -> String {
        let text = StepText(style: style)
        var lines = ["#\(entry["number"].int.map(String.init) ?? "?")  \(text.outcome(entry))  \(event(entry))"]
        lines += notes(entry, text)
        for destination in entry["destinations"].array ?? [] { lines += self.destination(destination, text) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What would become of an event, with the trigger, each field and the request of every subscription.
    func preview(_ preview: JSONValue) -> String {
        let text = StepText(style: style, isFull: true)
        let destinations = preview["destinations"].array ?? []
        let browser =
            preview["browser"]["message"].string.map { text.row("browser", Printable.line($0), indent: 0) + "\n" } ?? ""
        guard !destinations.isEmpty else { return browser + "There is no destination.\n" }
        let parts = destinations.map { destination in
            let name = Printable.line(destination["name"].string ?? "?")
            return "\(text.outcome(destination))  \(style.strong(name))\n"
                + self.destination(destination, text).map { "\($0)\n" }.joined()
        }
        return browser + parts.joined(separator: "\n")
    }

    private func event(_ entry: JSONValue) -> String {
        var parts = [entry["type"].string ?? "unknown"]
        if let name = entry["event"].string { parts.append("\"\(name)\"") }
        if let user = entry["userId"].string { parts.append("by \(user)") }
        let identity = [entry["messageId"].string, entry["receivedAt"].string].compactMap { $0 }.filter { !$0.isEmpty }
        return style.strong(Printable.line(parts.joined(separator: " ")))
            + "  " + style.quiet(Printable.line(identity.joined(separator: "  ")))
    }

    private func notes(_ value: JSONValue, _ text: StepText) -> [String] {
        let code = value["code"].string.map { "\($0): " } ?? ""
        let reason = value["reason"].string.map { [text.row("why", Printable.line(code + $0), indent: 2)] } ?? []
        let warnings = (value["warnings"].array ?? []).compactMap(\.string)
        return reason + warnings.map { text.row("note", style.warning(Printable.line($0)), indent: 2) }
    }

    private func destination(_ destination: JSONValue, _ text: StepText) -> [String] {
        notes(destination, text) + (destination["steps"].array ?? []).flatMap(text.lines)
    }
}
