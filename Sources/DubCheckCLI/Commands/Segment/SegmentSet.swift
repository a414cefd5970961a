import ArgumentParser
import JSON

/// `dubcheck segment set`: changes a subscription or a destination.
struct SegmentSet: SegmentSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change a subscription or a destination.",
        discussion: """
            A subscription has a name, a switch, a trigger and a mapping; a destination a name, a switch and an API key. \
            What advice on a delivery says can be pasted as it is.

              dubcheck segment set sub_1 --map 'clickId={"@path":"$.context.traits.clickId"}'
              dubcheck segment set sub_1 --map paymentProcessor=stripe --unmap metadata
              dubcheck segment set sub_1 --trigger 'type = "track" and event = "Joined"' --enable
              dubcheck segment set dst_1 --api-key "$DUB_API_KEY"
            """)

    /// The switch.
    enum Switch: String, EnumerableFlag {
        case enable, disable
    }

    @Argument(help: ArgumentHelp("The id of a subscription or a destination.", valueName: "id"))
    var id: String

    @Option(
        help: ArgumentHelp(
            "Fill a field: with a directive or value as JSON, else with this text; may be repeated.",
            valueName: "field=value"),
        transform: FieldMapping.init(argument:))
    var map: [FieldMapping] = []

    @Option(help: ArgumentHelp("Fill a field no more; may be repeated.", valueName: "field"))
    var unmap: [String] = []

    @Option(help: ArgumentHelp("Which events it takes.", valueName: "trigger"))
    var trigger: String?

    @Option(help: "What it is called.")
    var name: String?

    @Flag(help: "Whether it takes events.")
    var `switch`: Switch?

    @Option(help: ArgumentHelp("The key that a destination sends to Dub.", valueName: "key"))
    var apiKey: String?

    @OptionGroup var options: SegmentOptions

    func validate() throws {
        guard !(change.object ?? [:]).isEmpty || options.common.printConfig else {
            throw ValidationError(
                "say what to change: --map, --unmap, --trigger, --name, --enable, --disable, --api-key")
        }
    }

    func run(at desk: any SegmentDesk, in context: Context) async throws {
        for mapping in map where mapping.looksLikePath {
            context.say(
                "dubcheck: \(mapping.field) is always this text now; to read it from the event: --map "
                    + "'\(mapping.field)={\"@path\":\(mapping.value.compact)}'")
        }
        switch try SegmentItem(id, in: await desk.destinations()) {
        case .destination:
            try refuse(["map", "unmap", "subscribe"], of: "a destination, which has no mapping and no trigger")
            let changed = try await desk.changeDestination(id, change)
            try write(changed, in: context) { SubscriptionText(style: $0).destination(changed) }
        case .subscription:
            try refuse(["apiKey"], of: "a subscription; the key is its destination's")
            let changed = try await desk.changeSubscription(id, change)
            try write(changed, in: context) { SubscriptionText(style: $0).subscription(changed) }
        }
    }

    /// The change as the harness takes it.
    var change: JSONValue {
        var change = JSONObject()
        change["name"] = name.map { .string($0) }
        change["apiKey"] = apiKey.map { .string($0) }
        change["enabled"] = `switch`.map { .bool($0 == .enable) }
        change["subscribe"] = trigger.map { .string($0) }
        if !map.isEmpty { change["map"] = .object(JSONObject(map.map { ($0.field, $0.value) })) }
        if !unmap.isEmpty { change["unmap"] = .array(unmap.map { .string($0) }) }
        return .object(change)
    }

    private func refuse(_ members: [String], of item: String) throws(CommandFailure) {
        let options = ["subscribe": "trigger", "apiKey": "api-key"]
        for member in members where change.object?[member] != nil {
            throw .usage("--\(options[member] ?? member): '\(id)' is \(item)")
        }
    }
}

/// `FIELD=VALUE`: what a field is filled with.
struct FieldMapping: Sendable, Hashable {
    var field: String
    var value: JSONValue

    /// Reads the value as JSON, and where it is none as the text that it is.
    init(argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError("'\(argument)' is not FIELD=VALUE, as in clickId={\"@path\":\"$.userId\"}")
        }
        field = String(parts[0])
        // What begins like an object or a list and is none was not meant as text.
        do {
            value = try JSONValue(json: parts[1].utf8)
        } catch  where !["{", "["].contains(parts[1].first { $0 != " " }) {
            value = .string(String(parts[1]))
        } catch {
            throw ValidationError("the value of \(field) is not JSON: \(error)")
        }
    }

    /// Whether a text was probably meant to be read from the event.
    var looksLikePath: Bool {
        value.string?.hasPrefix("$.") == true
    }
}
