import JSON

/// Events that count twice, or not at all (traps 15, 16 and 25).
enum RepetitionAdvice {
    static func all(_ reading: MappingReading, knowing facts: DeliveryFacts) -> [DeliveryAdvice] {
        repeatedLead(reading, knowing: facts) + severalMappings(reading, knowing: facts)
    }

    private static func repeatedLead(_ reading: MappingReading, knowing facts: DeliveryFacts) -> [DeliveryAdvice] {
        guard reading.action == .trackLead, let earlier = facts.earlierLead, let body = reading.body,
            let name = body["eventName"]?.string, let customer = body["externalId"]?.string
        else { return [] }
        return [
            DeliveryAdvice(
                .repeatedLead,
                "\"\(customer)\" had a lead \"\(name)\" at \(earlier.text): Dub answers 200 and records nothing.",
                cures: [Cure("Use another customer in the test, or another event name.")])
        ]
    }

    private static func severalMappings(_ reading: MappingReading, knowing facts: DeliveryFacts) -> [DeliveryAdvice] {
        let names = facts.matchingSubscriptions
        guard reading.body != nil, names.count > 1 else { return [] }
        return [
            DeliveryAdvice(
                .severalMappings,
                "\(names.count) subscriptions of \(reading.action.rawValue) take this event, and each makes a request: "
                    + names.map { "\"\($0)\"" }.joined(separator: ", ") + ".",
                cures: [Cure("Switch off all but one, or make their triggers exclude each other.")])
        ]
    }
}

extension DeliveryAdvice {
    /// The advice on an event that was dropped because its `messageId` was seen before.
    public static func duplicate(_ duplicate: DuplicateRule.Duplicate) -> DeliveryAdvice {
        DeliveryAdvice(
            .duplicateMessage,
            "messageId \"\(duplicate.event.messageID)\" was seen at \(duplicate.firstSeen.text): within 24 hours an "
                + "event with the same id is dropped, whatever it says and whichever source it is from.",
            placeFound: "$.messageId", cures: [Cure("Leave messageId to the SDK, or make a new one for each event.")])
    }

    /// What a warning about a call means as advice on its events; nil for one that no event suffers from.
    public static func warning(_ warning: IngestWarning) -> DeliveryAdvice? {
        let trap: Trap
        switch warning {
        case .unknownKey, .disabledSource: trap = .unknownSource
        case .oversizedEvent: trap = .oversizedEvent
        case .lostPrefix: trap = .lostPrefix
        case .differingKeys, .differingType, .unreadableTime, .surplusEvents: return nil
        }
        return DeliveryAdvice(trap, warning.description)
    }
}
