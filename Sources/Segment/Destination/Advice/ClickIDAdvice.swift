import JSON

/// Leads whose click id is not where the mapping reads it (traps 1, 2, 18 and 19).
enum ClickIDAdvice {
    static func all(_ reading: MappingReading) -> [DeliveryAdvice] {
        guard reading.action == .trackLead else { return [] }
        guard reading.isMissing("clickId") else { return optionsReplaced(reading) }
        var advice = integrationKey(reading)
        if let found = ClickIDSearch.first(in: reading.event, besides: reading.places(of: "clickId")) {
            advice.insert(elsewhere(reading, found), at: 0)
        } else if isFromServer(reading.event) {
            advice.append(serverEvent(reading))
        }
        return advice + optionsReplaced(reading)
    }

    private static func missing(_ reading: MappingReading) -> String {
        guard let places = reading.placesInWords(of: "clickId") else {
            return "Click ID (clickId) is missing: the mapping has nothing for it"
        }
        return "Click ID (clickId) is missing: the mapping reads \(places), where this event has no click id"
    }

    private static func elsewhere(_ reading: MappingReading, _ found: ClickIDSearch.Find) -> DeliveryAdvice {
        let read = reading.places(of: "clickId").first ?? DubDestination.clickIDPath
        var cures: [Cure] = []
        if let snippet = Snippet.placing(.string(found.clickID), at: read, in: reading.event) {
            let place = read == DubDestination.clickIDPath ? "integrations[\"\(DubDestination.key)\"].dub_id" : read
            cures.append(Cure("Send the click id where the mapping reads it: \(place).", .send(snippet)))
        }
        var words = missing(reading)
        if found.isWithinText {
            words += ". \(found.path) holds a click id within its text: dub_id=\(found.clickID)."
        } else {
            words += ". \(found.path) holds a click id: \"\(found.clickID)\"."
            let mapping = Cure.path(found.path)
            cures.append(
                Cure("Or map Click ID to \(found.path).", .map(field: "clickId", to: mapping)))
        }
        return DeliveryAdvice(
            .clickIDElsewhere, words, placeRead: read, placeFound: found.path, cures: cures)
    }

    private static func integrationKey(_ reading: MappingReading) -> [DeliveryAdvice] {
        let key = DubDestination.key
        let integrations = reading.event["integrations"]
        func cures(_ words: String, clickID: String = "CLICK_ID") -> [Cure] {
            let snippet = Snippet.placing(.string(clickID), at: DubDestination.clickIDPath, in: reading.event)
            return [Cure(words, snippet.map { .send($0) } ?? .advice)]
        }
        let lookAlikes = IntegrationSwitch.lookAlikes(of: key, in: reading.event)
        if let lookAlike = lookAlikes.first, integrations[key].isNull {
            return [
                DeliveryAdvice(
                    .integrationKey,
                    "integrations has the key \"\(lookAlike)\", but the destination is called \"\(key)\", letter by "
                        + "letter: nothing under another key is read.",
                    placeRead: DubDestination.clickIDPath, placeFound: "$.integrations.\(lookAlike)",
                    cures: cures(
                        "Call the key \"\(key)\".", clickID: integrations[lookAlike]["dub_id"].string ?? "CLICK_ID"))
            ]
        }
        guard case .object(let members) = integrations, let value = members[key] else { return [] }
        let found: String
        switch (value, value["dub_id"]) {
        case (.object, .null): found = "an object without dub_id: that"
        case (.object, ""): found = "an object whose dub_id is empty: that"
        case (.object, _): return []
        default: found = "\(value.compact): that"
        }
        return [
            DeliveryAdvice(
                .integrationKey,
                "integrations[\"\(key)\"] is \(found) switches the destination on and carries no click id.",
                placeRead: DubDestination.clickIDPath, placeFound: "$.integrations.\(key)",
                cures: cures("Send an object with dub_id instead."))
        ]
    }

    private static func isFromServer(_ event: JSONValue) -> Bool {
        guard let library = event["context"]["library"]["name"].string else { return event["channel"] == "server" }
        return library != "analytics.js"
    }

    private static func serverEvent(_ reading: MappingReading) -> DeliveryAdvice {
        let library = reading.event["context"]["library"]["name"].string ?? "a server"
        let snippet = Snippet.placing("CLICK_ID", at: DubDestination.clickIDPath, in: reading.event)
        return DeliveryAdvice(
            .serverEvent,
            "\(missing(reading)), and none elsewhere. It was sent by \(library): the Dub Browser Plugin adds the click "
                + "id only to events of the browser.",
            placeRead: reading.places(of: "clickId").first,
            cures: [
                Cure(
                    "Read the cookie dub_id in the request, and send its value.",
                    snippet.map { .send($0) } ?? .advice)
            ])
    }

    /// The browser plugin replaces the whole object, so that other members of it never arrive.
    private static func optionsReplaced(_ reading: MappingReading) -> [DeliveryAdvice] {
        guard reading.event["context"]["library"]["name"] == "analytics.js",
            case .object(let options) = reading.event["integrations"][DubDestination.key], options.keys == ["dub_id"]
        else { return [] }
        let start = "$.integrations.\(DubDestination.key)."
        let lost = reading.fields.flatMap { reading.places(of: $0.name) }
            .first { $0.hasPrefix(start) && $0 != DubDestination.clickIDPath }
        guard let lost else { return [] }
        return [
            DeliveryAdvice(
                .optionsReplaced,
                "\(lost) is not there: the Dub Browser Plugin replaces the whole object "
                    + "integrations[\"\(DubDestination.key)\"] by one with nothing but dub_id.",
                placeRead: lost,
                cures: [Cure("Send it in properties or context.traits, and map it from there.")])
        ]
    }
}

extension DubDestination {
    /// Where the mapping of a new lead subscription reads the click id.
    static let clickIDPath = "$.integrations.\(key).dub_id"
}
