import JSON

/// What the destination sends and Dub refuses (`segment.md`, 4.5; traps 9 and 10).
enum LimitAdvice {
    static func all(_ reading: MappingReading) -> [DeliveryAdvice] {
        guard let body = reading.body else { return [] }
        return quantity(body, reading) + reading.action.fields.compactMap { length($0, body, reading) }
    }

    private static func quantity(_ body: JSONObject, _ reading: MappingReading) -> [DeliveryAdvice] {
        guard let quantity = body["eventQuantity"]?.number,
            quantity != quantity.rounded() || !(1...100).contains(quantity)
        else { return [] }
        return [
            DeliveryAdvice(
                .quantityOutOfRange,
                "Event Quantity is \(JavaScriptText.number(quantity)), and Dub takes whole numbers from 1 to 100: it "
                    + "will refuse the lead.",
                placeRead: reading.places(of: "eventQuantity").first,
                cures: [
                    Cure("Send a whole number from 1 to 100."),
                    Cure("Or map nothing to Event Quantity: it is 1 then.", .unmap(field: "eventQuantity")),
                ])
        ]
    }

    /// The most characters that Dub takes.
    private static let longest = [
        "eventName": 255, "externalId": 100, "customerName": 100, "customerEmail": 100, "metadata": 10_000,
    ]

    private static func length(
        _ field: DestinationField, _ body: JSONObject, _ reading: MappingReading
    ) -> DeliveryAdvice? {
        guard let longest = longest[field.name], let value = body[field.name] else { return nil }
        let text = value.string ?? value.compact
        // Never fewer bytes than characters.
        guard text.utf8.count > longest, text.utf16.count > longest else { return nil }
        let unit = field.kind == .object ? "characters as JSON" : "characters"
        var cures = [Cure("Send less.")]
        if !field.isRequired {
            cures.append(Cure("Or map nothing to \(field.label).", .unmap(field: field.name)))
        }
        return DeliveryAdvice(
            .tooLong,
            "\(field.label) has \(text.utf16.count) \(unit), and Dub takes \(longest): it will refuse the "
                + "\(reading.action == .trackSale ? "sale" : "lead").",
            placeRead: reading.places(of: field.name).first, cures: cures)
    }
}
