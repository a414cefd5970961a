import JSON

/// Who did it: leads without a user, and traits that are not in the event (traps 3 and 17).
enum IdentityAdvice {
    static func all(_ reading: MappingReading, knowing facts: DeliveryFacts) -> [DeliveryAdvice] {
        anonymous(reading) + traits(reading, knowing: facts)
    }

    private static func anonymous(_ reading: MappingReading) -> [DeliveryAdvice] {
        guard reading.isMissing("externalId"), let anonymous = reading.event["anonymousId"].string, !anonymous.isEmpty
        else { return [] }
        let reason =
            reading.placesInWords(of: "externalId").map { "the mapping reads \($0), where this event has nothing" }
            ?? "the mapping has nothing for it"
        return [
            DeliveryAdvice(
                .anonymousLead,
                "External ID (externalId) is missing: \(reason). The visitor is anonymous: $.anonymousId is "
                    + "\"\(anonymous)\".",
                placeRead: reading.places(of: "externalId").first, placeFound: "$.anonymousId",
                cures: [
                    Cure("Identify the user first, and send userId with the event.", .send(["userId": "USER_ID"])),
                    Cure(
                        "Or map External ID to $.anonymousId; Dub then knows the customer by that id.",
                        .map(field: "externalId", to: Cure.path("$.anonymousId"))),
                ])
        ]
    }

    private static func traits(_ reading: MappingReading, knowing facts: DeliveryFacts) -> [DeliveryAdvice] {
        guard facts.hasIdentifiedTraits, reading.event["type"] == "track",
            reading.event["context"]["traits"].object?.isEmpty ?? true
        else { return [] }
        let lost = reading.action.fields.filter { field in
            field.name.hasPrefix("customer") && reading.body?[field.name] == nil
                && reading.places(of: field.name).contains { $0.hasPrefix("$.context.traits.") }
        }
        guard !lost.isEmpty else { return [] }
        let labels = lost.map(\.label).joined(separator: ", ")
        return [
            DeliveryAdvice(
                .identifyTraits,
                "\(labels): not in this event. An earlier identify call for this user had traits, but a track call "
                    + "sees only its own context.traits.",
                placeRead: "$.context.traits",
                cures: [
                    Cure(
                        "Send the traits with the track call as well.",
                        .send(["context": ["traits": ["name": "NAME", "email": "EMAIL"]]]))
                ])
        ]
    }
}
