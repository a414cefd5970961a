import JSON

/// Sales as the documentation sends them and the default mapping does not take them (traps 6, 7 and 8).
enum SaleAdvice {
    static func all(_ reading: MappingReading) -> [DeliveryAdvice] {
        let metadata = metadataList(reading)
        guard reading.action == .trackSale else { return metadata }
        return paymentProcessor(reading) + metadata + amount(reading)
    }

    /// The processors that Dub knows (`segment.md`, 4.5).
    static let processors = ["stripe", "shopify", "polar", "paddle", "apple", "revenuecat", "dub", "custom"]

    private static func paymentProcessor(_ reading: MappingReading) -> [DeliveryAdvice] {
        let field = "paymentProcessor"
        if reading.isMissing(field) { return [missingProcessor(reading)] }
        guard let name = reading.body?[field]?.string, !processors.contains(name) else { return [] }
        var cures: [Cure] = []
        let lower = name.lowercased()
        if processors.contains(lower), let path = reading.places(of: field).first {
            let change: JSONValue = ["@case": ["operator": "lower", "value": Cure.path(path)]]
            cures.append(Cure("Map it in small letters.", .map(field: field, to: change)))
        }
        cures.append(Cure("Map Payment Processor to the fixed value \"custom\".", .map(field: field, to: "custom")))
        return [
            DeliveryAdvice(
                .paymentProcessor,
                "Payment Processor is \"\(name)\", which Dub refuses: it takes \(processors.joined(separator: ", ")).",
                placeRead: reading.places(of: field).first, cures: cures)
        ]
    }

    private static func missingProcessor(_ reading: MappingReading) -> DeliveryAdvice {
        let field = "paymentProcessor"
        let read = reading.placesInWords(of: field)
        var words = "Payment Processor (paymentProcessor) is missing: "
        words +=
            read.map { "the mapping reads \($0), where this event has nothing." }
            ?? "a sale needs it, and the mapping has nothing for it, as the default one has not."
        let names = ["payment_processor", "paymentProcessor", "processor", "payment_provider"]
        let found = names.first { reading.event["properties"][$0].string?.isEmpty == false }
        var cures: [Cure] = []
        var place: String?
        if let found {
            let path = "$.properties.\(found)"
            place = path
            words += " \(path) holds one: \(reading.event["properties"][found].compact)."
            cures.append(Cure("Map Payment Processor to \(path).", .map(field: field, to: Cure.path(path))))
        }
        cures.append(
            Cure(
                found == nil
                    ? "Map Payment Processor to a fixed value, such as \"stripe\"."
                    : "Or map it to a fixed value, such as \"stripe\".",
                .map(field: field, to: "stripe")))
        return DeliveryAdvice(
            .paymentProcessor, words, placeRead: reading.places(of: field).first, placeFound: place, cures: cures)
    }

    private static func metadataList(_ reading: MappingReading) -> [DeliveryAdvice] {
        guard reading.isWrong("metadata"), case .array(let items)? = reading.field("metadata")?.value else { return [] }
        let read = reading.places(of: "metadata").first
        let place = (read.map { "\($0) holds" } ?? "the mapping gives") + " an array of \(items.count)"
        var cures: [Cure] = []
        if read != "$.properties", reading.event["properties"].object != nil {
            cures.append(
                Cure(
                    "Map Metadata to $.properties, which is an object.",
                    .map(field: "metadata", to: Cure.path("$.properties"))))
        }
        let words = cures.isEmpty ? "Map nothing to Metadata." : "Or map nothing to it."
        cures.append(Cure(words, .unmap(field: "metadata")))
        return [
            DeliveryAdvice(
                .metadataList,
                "Metadata must be an object, but \(place): the whole \(reading.action == .trackSale ? "sale" : "lead") "
                    + "is rejected.",
                placeRead: read, cures: cures)
        ]
    }

    private static func amount(_ reading: MappingReading) -> [DeliveryAdvice] {
        // Also of a sale that is rejected for something else: whoever mends that should not meet this next.
        guard let amount = reading.body?["amount"]?.number ?? reading.field("amount")?.value?.number else { return [] }
        let read = reading.places(of: "amount").first
        let text = JavaScriptText.number(amount)
        func advice(_ words: String, _ cure: String, sending value: Double? = nil) -> [DeliveryAdvice] {
            let snippet = value.flatMap { value in
                read.flatMap { Snippet.placing(.number(value), at: $0, in: reading.event) }
            }
            return [
                DeliveryAdvice(
                    .amountNotInCents, words, placeRead: read, cures: [Cure(cure, snippet.map { .send($0) } ?? .advice)]
                )
            ]
        }
        if amount < 0 {
            return advice("Amount is \(text), and Dub takes nothing below 0.", "Send no event for what is paid back.")
        }
        if amount != amount.rounded() {
            return advice(
                "Amount is \(text): Dub takes whole cents, and refuses fractions.",
                "Send the amount in cents.", sending: (amount * 100).rounded())
        }
        guard let source = reading.field("amount")?.value?.string, source.utf8.contains(UInt8(ascii: ".")) else {
            return []
        }
        return advice(
            "Amount was written \"\(source)\" and is sent as \(text), which Dub takes for cents. Is it meant in the "
                + "larger unit?", "If so, send the amount in cents.", sending: (amount * 100).rounded())
    }
}
