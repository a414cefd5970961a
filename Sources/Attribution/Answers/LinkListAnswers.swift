public import JSON

extension AnswerForm {
    /// A list of links (`dub-api.md`, 8.3).
    public func answer(_ links: [Link]) -> JSONValue {
        .array(links.map(answer))
    }

    /// A number, or an array of numbers with what they are of (`dub-api.md`, 8.5).
    public func answer(_ count: LinkCount) -> JSONValue {
        switch count {
        case .total(let number): .integer(number)
        case .groups(let grouping, let groups):
            .array(groups.map { [grouping.rawValue: .optional($0.value), "_count": .integer($0.count)] })
        }
    }

    /// Links, and what was refused with its error (`dub-api.md`, 8.9).
    public func answer(_ rows: [BulkRow]) -> JSONValue {
        .array(
            rows.map { row in
                switch row {
                case .done(let link): answer(link)
                case .refused(let body, let error):
                    ["link": body, "error": .string(error.message), "code": .string(error.code.rawValue)]
                }
            })
    }

    /// The answer to a request that changes several links: a text where there was nothing to do (`dub-api.md`, 8.9).
    public func answer(_ update: BulkUpdate) -> JSONValue {
        switch update {
        case .nothing: "No links to update"
        case .rows(let rows): answer(rows)
        }
    }

    /// The answer to a deletion: the id of what there was.
    public static func deleted(_ id: String) -> JSONValue { ["id": .string(id)] }

    /// The answer to the deletion of several links.
    public static func deleted(_ links: [Link]) -> JSONValue { ["deletedCount": .integer(links.count)] }

    /// The answer to the deletion of a domain: its name.
    public static func deleted(_ domain: Domain) -> JSONValue { ["slug": .string(domain.slug)] }
}
