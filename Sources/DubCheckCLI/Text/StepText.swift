import JSON
import Reporting

/// What one subscription made of an event, as text: the outcome in capitals, what is missing, where it is instead, and
/// each way out with the command to run.
///
/// A pure function of the harness's answers (`step` of deliveries and previews).
struct StepText: Sendable {
    let style: Style
    /// Whether the trigger, the fields and the request are shown too.
    var isFull = false

    /// The lines of a step.
    func lines(_ step: JSONValue) -> [String] {
        [head(step)] + (isFull ? trigger(step) + fields(step) + request(step) : []) + problem(step)
            + attempts(step) + lead(step) + advice(step)
    }

    /// An outcome in capitals and its colour.
    func outcome(_ value: JSONValue) -> String {
        let outcome = value["outcome"].string ?? "unknown"
        let text = Printable.line(outcome.uppercased())
        return switch outcome {
        case "success": style.good(text)
        case "failed", "rejected", "discarded": style.strong(style.bad(text))
        case "retrying", "pending", "duplicate": style.warning(text)
        default: style.quiet(text)
        }
    }

    /// A label in its column, and a text.
    func row(_ label: String, _ text: String, indent: Int = 4) -> String {
        let gap = String(repeating: " ", count: max(1, 10 - label.count))
        return String(repeating: " ", count: indent) + style.quiet(label) + gap + text
    }

    private func head(_ step: JSONValue) -> String {
        let subscription = step["subscription"]
        let name = Printable.line(subscription["name"].string ?? "?")
        let identity = [subscription["partnerAction"], subscription["id"]].compactMap(\.string).joined(separator: ", ")
        let number = step["delivery"].int.map { " · delivery \($0)" } ?? ""
        let code = step["code"].string.map { "  \(Printable.line($0))" } ?? ""
        let place = style.quiet("(\(Printable.line(identity)))\(number)")
        return "  \(outcome(step))  \(style.strong(name)) \(place)\(code)"
    }

    private func trigger(_ step: JSONValue) -> [String] {
        guard let text = step["trigger"]["text"].string else { return [] }
        let explanation = step["trigger"]["explanation"].string ?? ""
        return [row("trigger", Printable.line(text))] + Printable.block(explanation, indent: 14)
    }

    private func fields(_ step: JSONValue) -> [String] {
        // Of an event that it does not take, what it would make does not matter.
        guard step["outcome"] != "filtered" else { return [] }
        let fields = step["fields"].array ?? []
        let width = fields.map { ($0["name"].string ?? "").count }.max() ?? 0
        return fields.enumerated().map { index, field in
            let name = Printable.line(field["name"].string ?? "?")
            let gap = String(repeating: " ", count: max(0, width - name.count) + 2)
            let value: String
            if let problem = field["problem"].string {
                value = style.bad(Printable.line(problem))
            } else if field.object?["value"] != nil {
                value = Printable.line(Self.short(field["value"].compact))
            } else {
                value = style.warning("missing")
            }
            let from = (field["from"].array ?? []).compactMap(\.string).map(Printable.line).joined(separator: ", ")
            let origin = from.isEmpty ? "" : style.quiet("  ← \(from)")
            return row(index == 0 ? "fields" : "", name + gap + value + origin)
        }
    }

    private func request(_ step: JSONValue) -> [String] {
        let request = step["request"]
        guard let path = request["path"].string else { return [] }
        return [row("request", Printable.line("\(request["method"].string ?? "POST") \(path)"))]
            + Printable.block(request["body"].pretty, indent: 14)
    }

    private func problem(_ step: JSONValue) -> [String] {
        guard let message = step["message"].string, step["outcome"] != "success" else { return [] }
        if !isFull, step["outcome"] == "filtered" { return [row("why", Printable.line(message))] }
        let missing = (step["fieldErrors"].array ?? []).compactMap { Self.missingField($0["message"].string ?? "") }
        let lines = [row("why", style.bad(Printable.line(message)))]
        guard !missing.isEmpty else { return lines }
        return lines + [row("missing", style.strong(Printable.line(missing.joined(separator: ", "))))]
    }

    private func attempts(_ step: JSONValue) -> [String] {
        var lines = (step["attempts"].array ?? []).enumerated().map { index, attempt in
            let answer = [attempt["status"].int.map(String.init), attempt["code"].string].compactMap { $0 }
            let text = answer.joined(separator: " ") + (attempt["text"].string.map { ": \(Self.short($0))" } ?? "")
            return row(
                index == 0 ? "sent" : "", Printable.line("\(attempt["at"].string ?? "") \(text)"))
        }
        if let next = step["nextAttemptAt"].string { lines.append(row("next", Printable.line("attempt at \(next)"))) }
        return lines
    }

    private func lead(_ step: JSONValue) -> [String] {
        guard step["lead"].object?.isEmpty == false else { return [] }
        return [row("recorded", Printable.line(Self.short(step["lead"].compact)))]
    }

    private func advice(_ step: JSONValue) -> [String] {
        (step["advice"].array ?? []).flatMap { advice in
            var lines: [String] = []
            if let read = advice["read"].string { lines.append(row("read", Printable.line(read))) }
            if let found = advice["found"].string { lines.append(row("found", style.strong(Printable.line(found)))) }
            lines.append(row("advice", Printable.line(advice["message"].string ?? "")))
            for (index, cure) in (advice["cures"].array ?? []).enumerated() {
                lines.append(row("cure \(index + 1)", style.accent(Printable.line(cure["message"].string ?? ""))))
                if let command = cure["command"].string { lines.append(String(repeating: " ", count: 14) + command) }
                if cure.object?["send"] != nil { lines += Printable.block(cure["send"].pretty, indent: 14) }
            }
            return lines
        }
    }

    private static func missingField(_ message: String) -> String? {
        message.wholeMatch(of: #/The root value is missing the required field '(.+)'\./#).map { String($0.1) }
    }

    /// As much of a text as a line is for.
    static func short(_ text: String) -> String {
        text.count <= 160 ? text : "\(text.prefix(159))…"
    }
}
