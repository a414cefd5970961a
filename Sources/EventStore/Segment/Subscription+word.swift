import JSON
import Segment

extension Subscription {
    /// A subscription from its word.
    init(word: String) throws {
        guard let json = try? JSONValue(json: word.utf8), case .string(let id) = json["id"],
            let action = DestinationAction(rawValue: json["action"].string ?? ""),
            let isEnabled = json["isEnabled"].bool
        else { throw UnknownValue(text: word) }
        self.init(
            id: id, name: json["name"].string, action: action, isEnabled: isEnabled, trigger: json["trigger"].string,
            mapping: json["mapping"])
    }

    /// All of it in one word, as JSON.
    var word: String {
        let json: JSONValue = [
            "id": .string(id), "name": .string(name), "action": .string(action.rawValue), "isEnabled": .bool(isEnabled),
            "trigger": .string(trigger), "mapping": mapping,
        ]
        return json.compact
    }
}
