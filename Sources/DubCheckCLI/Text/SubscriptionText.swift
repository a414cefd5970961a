import JSON
import Reporting

/// Destinations and subscriptions as text: pure functions of the harness's answers.
struct SubscriptionText: Sendable {
    let style: Style

    /// Destinations, each with a line for every subscription.
    func list(_ destinations: [JSONValue]) -> String {
        guard !destinations.isEmpty else { return "There is no destination.\n" }
        return destinations.map(destination).joined(separator: "\n")
    }

    /// A destination with a line for every subscription.
    func destination(_ destination: JSONValue) -> String {
        var lines = ["\(title(destination))  \(style.quiet("key \(line(destination["apiKey"]) ?? "none")"))"]
        for subscription in destination["subscriptions"].array ?? [] {
            lines.append("  \(title(subscription))  \(line(subscription["partnerAction"]) ?? "")")
            lines.append("      \(style.quiet(line(subscription["subscribe"]) ?? ""))")
            lines += warnings(subscription)
        }
        return lines.map { "\($0)\n" }.joined()
    }

    /// A subscription with its whole mapping.
    func subscription(_ subscription: JSONValue) -> String {
        var lines = [title(subscription), "  action    \(line(subscription["partnerAction"]) ?? "")"]
        lines.append("  trigger   \(line(subscription["subscribe"]) ?? "")")
        lines.append("  mapping")
        let fields = subscription["mapping"].object ?? [:]
        let width = fields.keys.map(\.count).max() ?? 0
        for field in fields {
            let gap = String(repeating: " ", count: width - field.key.count + 2)
            lines.append("    \(Printable.line(field.key))\(gap)\(Printable.line(field.value.compact))")
        }
        return (lines + warnings(subscription)).map { "\($0)\n" }.joined()
    }

    private func title(_ value: JSONValue) -> String {
        let state = value["enabled"] == true ? style.good("on ") : style.warning("off")
        return "\(state)  \(style.strong(line(value["id"]) ?? "?"))  \(line(value["name"]) ?? "")"
    }

    private func warnings(_ subscription: JSONValue) -> [String] {
        (subscription["warnings"].array ?? []).compactMap(line).map { "      \(style.warning("! \($0)"))" }
    }

    private func line(_ value: JSONValue) -> String? {
        value.string.map(Printable.line)
    }
}
