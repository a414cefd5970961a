public import JSON

extension AnswerForm {
    /// A customer, with the link that brought them where that is shown (`dub-api.md`, 16.1).
    public func answer(_ view: CustomerView) -> JSONValue {
        var object = json(view.customer)
        if let link = view.link {
            object["link"] = [
                "id": .string(link.id), "domain": .string(link.domain), "key": .string(link.key.text),
                "shortLink": .string(shortLink(link)), "url": .string(link.url),
                "programId": .optional(link.extras.programID),
            ]
            object["programId"] = link.extras.programID.map(JSONValue.string)
        }
        return .object(object)
    }

    /// A list of customers (`dub-api.md`, 16.2).
    public func answer(_ customers: [CustomerView]) -> JSONValue {
        .array(customers.map(answer))
    }

    /// A number, or an array of numbers with what they are of (`dub-api.md`, 16.2).
    public func answer(_ count: CustomerCount) -> JSONValue {
        switch count {
        case .total(let number): .integer(number)
        case .groups(let grouping, let groups):
            .array(groups.map { [grouping.rawValue: .optional($0.value), "_count": .integer($0.count)] })
        }
    }
}
