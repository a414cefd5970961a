import JSON

/// Mappings that do something else than they seem to (traps 11, 12, 13, 23 and 24).
enum MappingAdvice {
    static func all(_ reading: MappingReading) -> [DeliveryAdvice] {
        fieldsInVain(reading) + reading.fields.flatMap { field in field.notes.map { advice(field, $0, reading) } }
            + eventPrefixes(reading)
    }

    private static func fieldsInVain(_ reading: MappingReading) -> [DeliveryAdvice] {
        reading.fields.filter { !$0.name.isEmpty && reading.action.field($0.name) == nil }.map { field in
            var words = "\(field.name) is no field of \(reading.action.rawValue) and is removed before sending."
            switch field.name {
            case "customerExternalId": words += " The customer's id goes into External ID (externalId)."
            case "mode": words += " Segment's leads are always sent without it."
            case "clickId": words += " A sale goes to the customer's earlier click."
            default: break
            }
            return DeliveryAdvice(
                .fieldInVain, words, cures: [Cure("Take it out of the mapping.", .unmap(field: field.name))])
        }
    }

    private static func advice(_ field: MappedField, _ note: MappingNote, _ reading: MappingReading) -> DeliveryAdvice {
        let label = reading.action.field(field.name)?.label ?? field.name
        let words = "\(label): \(note)"
        switch note {
        case .emptyTextExists(let path, _):
            return DeliveryAdvice(.emptyTextHides, words, placeRead: path, cures: blankCure(field.name, reading))
        case .earlyEnd(let path, let key, _):
            return DeliveryAdvice(
                .falsyParent, words, placeRead: path,
                cures: [Cure("Leave \"\(key)\" out of the event, or send an object.")])
        case .eventPrefix(let path):
            return DeliveryAdvice(.eventPrefix, words, placeRead: path, cures: [Cure("Leave \"event.\" out.")])
        case .blankMeansNotBlank, .elseIgnored:
            return DeliveryAdvice(
                .blankMeansNotBlank, words, cures: [Cure("Look at what the preview gives for both cases.")])
        }
    }

    /// With `blank` in place of `exists`, an empty text makes way.
    private static func blankCure(_ name: String, _ reading: MappingReading) -> [Cure] {
        var cures = [Cure("Leave the empty text out of the event.")]
        if case .object(let directive)? = reading.subscription.mapping.object?[name],
            case .object(let condition)? = directive["@if"], let value = condition["exists"]
        {
            var changed = JSONObject()
            for member in condition where member.key != "blank" {
                changed[member.key == "exists" ? "blank" : member.key] = member.key == "exists" ? value : member.value
            }
            cures.append(
                Cure(
                    "Or ask with \"blank\", which, despite its name, chooses \"then\" for what is not blank.",
                    .map(field: name, to: ["@if": .object(changed)])))
        }
        return cures
    }

    /// Segment's own examples of Liquid begin with `event.`; a mapping with Liquid is refused here, and says so too.
    private static func eventPrefixes(_ reading: MappingReading) -> [DeliveryAdvice] {
        guard case .object(let fields) = reading.subscription.mapping else { return [] }
        return fields.compactMap { member in
            guard let text = liquid(in: member.value), text.utf8.containsEventPrefix else { return nil }
            return DeliveryAdvice(
                .eventPrefix,
                "\(member.key): the template reads event.…, as Segment's documentation shows it, but templates start "
                    + "at the event itself: it gives an empty text.",
                cures: [Cure("Leave \"event.\" out.")])
        }
    }

    private static func liquid(in value: JSONValue) -> String? {
        switch value {
        case .object(let members): members["@liquid"]?.string ?? members.lazy.compactMap { liquid(in: $0.value) }.first
        case .array(let elements): elements.lazy.compactMap { liquid(in: $0) }.first
        default: nil
        }
    }
}

extension String.UTF8View {
    /// Whether `event.` is in it as a word of its own.
    fileprivate var containsEventPrefix: Bool {
        let word = Array("event.".utf8)
        var previous: UInt8 = 0x20
        var rest = self[...]
        while let byte = rest.first {
            if previous == 0x20 || previous == UInt8(ascii: "{"), rest.starts(with: word) { return true }
            previous = byte
            rest = rest.dropFirst()
        }
        return false
    }
}
