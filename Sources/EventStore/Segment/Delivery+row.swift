import JSON
import Segment

extension Delivery {
    /// A row of ``SegmentQueries/deliveries``.
    init(row: Columns) throws {
        let numberIndex = SegmentDeliveryColumn.allCases.count
        let body: JSONColumn? = row[SegmentDeliveryColumn.body]
        let attempts: JSONColumn? = row[SegmentDeliveryColumn.attempts]
        self.init(
            number: row[numberIndex], event: row[SegmentDeliveryColumn.event], destinationID: row[numberIndex + 1],
            subscription: try Subscription(word: row[numberIndex + 2]),
            request: try body.map { Request(path: row[SegmentDeliveryColumn.path], body: try $0.value) },
            state: try State(row: row))
        self.attempts = try attempts?.value.array?.map(Attempt.init(json:)) ?? []
    }

    /// The values of its columns, in their order.
    ///
    /// - Parameters:
    ///   - destinationID: the number of the destination's id as a word.
    ///   - subscription: the number of the subscription as a word.
    func arguments(destinationID: Int64, subscription: Int64) -> [any Argument] {
        [event, destinationID, subscription] + state.arguments
            + [request?.path, (request?.body).map(JSONColumn.init), attemptsColumn]
    }

    /// The attempts as their column has them: nothing where there are none.
    var attemptsColumn: JSONColumn? {
        attempts.isEmpty ? nil : JSONColumn(.array(attempts.map(\.json)))
    }
}

extension Delivery.State {
    init(row: Columns) throws {
        let name: String = row[SegmentDeliveryColumn.state]
        switch name {
        case "pending": self = .pending(at: EventTime(milliseconds: row[SegmentDeliveryColumn.dueAt]))
        case "success": self = .success
        case "failed": self = .failed
        case "rejected":
            self = .rejected(code: row[SegmentDeliveryColumn.code], message: row[SegmentDeliveryColumn.message])
        default: throw UnknownValue(text: name)
        }
    }

    /// The values of its columns: `state`, `dueAt`, `code`, `message`.
    var arguments: [any Argument] {
        let none: String? = nil
        return switch self {
        case .pending(let time): ["pending", time.milliseconds, none, none]
        case .success: ["success", none, none, none]
        case .failed: ["failed", none, none, none]
        case .rejected(let code, let message): ["rejected", none, code, message]
        }
    }
}

extension Delivery.Attempt {
    init(json: JSONValue) throws {
        guard let time = json["time"].int, let text = json["text"].string else {
            throw UnknownValue(text: json.compact)
        }
        self.init(
            time: EventTime(milliseconds: Int64(time)), status: json["status"].int, code: json["code"].string,
            text: text)
    }

    var json: JSONValue {
        [
            "time": .number(Double(time.milliseconds)), "status": status.map(JSONValue.integer) ?? .null,
            "code": .optional(code), "text": .string(text),
        ]
    }
}
