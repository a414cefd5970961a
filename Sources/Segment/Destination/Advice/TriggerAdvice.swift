import JSON

/// Triggers that miss an event by a hair, or do not say what they seem to (traps 4 and 5).
enum TriggerAdvice {
    static func all(on event: JSONValue, at subscription: CompiledSubscription) -> [DeliveryAdvice] {
        nearNames(event, subscription) + lints(of: subscription)
    }

    private static func nearNames(_ event: JSONValue, _ subscription: CompiledSubscription) -> [DeliveryAdvice] {
        guard let trigger = try? subscription.trigger.get(), let name = event["event"].string else { return [] }
        for wanted in trigger.eventNames {
            guard let difference = NearName.explanation(name, wanted: wanted) else { continue }
            var cures = [Cure("Call the event \"\(wanted)\".", .send(["event": .string(wanted)]))]
            let own = subscription.subscription.trigger
            let replaced = own.replacing(quoted: wanted, with: name)
            if replaced != own { cures.append(Cure("Or let the trigger say \"\(name)\".", .trigger(replaced))) }
            return [
                DeliveryAdvice(
                    .nearEventName,
                    "The event is called \"\(name)\", and the trigger wants \"\(wanted)\": \(difference).",
                    placeFound: "$.event", cures: cures)
            ]
        }
        return []
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
        for start in 0...(bytes.count - needle.count) where bytes[start..<(start + needle.count)].elementsEqual(needle) {
            let rest = bytes[(start + needle.count)...]
            return String(decoding: bytes[..<start] + "\"\(new)\"".utf8 + rest, as: UTF8.self)
        }
        return self
    }
}
