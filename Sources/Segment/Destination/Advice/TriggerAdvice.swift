import JSON

/// Triggers that miss an event by a hair, or do not say what they seem to (traps 4 and 5).
enum TriggerAdvice {
    static func all(on event: JSONValue, at subscription: CompiledSubscription) -> [DeliveryAdvice] {
        nearNames(event, subscription) + lints(of: subscription)
    }

    private static func nearNames(_ event: JSONValue, _ subscription: CompiledSubscription) -> [DeliveryAdvice] {
        guard let miss = (try? subscription.trigger.get())?.nearMiss(event) else { return [] }
        var cures = [Cure("Call the event \"\(miss.wanted)\".", .send(["event": .string(miss.wanted)]))]
        let trigger = subscription.subscription.trigger
        let changed = trigger.replacing(quoted: miss.wanted, with: miss.found)
        if changed != trigger { cures.append(Cure("Or let the trigger say \"\(miss.found)\".", .trigger(changed))) }
        return [
            DeliveryAdvice(
                .nearEventName,
                "The event is called \"\(miss.found)\", and the trigger wants \"\(miss.wanted)\": \(miss.difference).",
                placeFound: "$.event", cures: cures)
        ]
    }

    static func lints(of subscription: CompiledSubscription) -> [DeliveryAdvice] {
        Trigger.lint(subscription.subscription.trigger).map { lint in
            DeliveryAdvice(
                .triggerLint, "Trigger, column \(lint.column): \(lint.message)", cures: [Cure(lint.fix)])
        }
    }
}

extension String {
    /// The text with a quoted one replaced by another, unless that has a quote of its own.
    fileprivate func replacing(quoted old: String, with new: String) -> String {
        guard !new.contains("\"") else { return self }
        let needle = Array("\"\(old)\"".utf8)
        let bytes = Array(utf8)
        guard needle.count <= bytes.count else { return self }
        let places = 0...(bytes.count - needle.count)
        guard let start = places.first(where: { bytes[$0...].starts(with: needle) }) else { return self }
        return String(decoding: bytes[..<start] + "\"\(new)\"".utf8 + bytes[(start + needle.count)...], as: UTF8.self)
    }
}
