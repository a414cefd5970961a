public import JSON

/// A request to create several links, read and validated (`dub-api.md`, 8.9).
public struct BulkCreation: Sendable, Hashable {
    /// One link to create.
    public struct Row: Sendable, Hashable {
        /// What was sent.
        public var body: JSONValue
        /// What it says.
        public var request: LinkRequest
    }

    /// The links, in the order of the request.
    public var rows: [Row]

    /// How many links one request may concern.
    static let most = 100

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem; that of one row concerns all.
    public init(_ body: JSONValue) throws(APIError) {
        guard let elements = body.array else {
            throw .invalid(.invalidType, nil, "Invalid input: expected array, received \(body.kind)")
        }
        guard !elements.isEmpty else {
            throw .invalid(.tooSmall, nil, "You must provide at least one link.")
        }
        guard elements.count <= Self.most else {
            throw .invalid(.tooBig, nil, "You can only create up to \(Self.most) links at a time.")
        }
        rows = []
        for (index, element) in elements.enumerated() {
            guard element.object != nil else {
                throw .invalid(
                    .invalidType, "\(index)", "Invalid input: expected object, received \(element.kind)")
            }
            do {
                rows.append(Row(body: element, request: try LinkRequest(RequestFields(element))))
            } catch {
                throw error.below("\(index)")
            }
        }
    }
}

/// A request to change several links alike, read and validated (`dub-api.md`, 8.9).
public struct BulkChange: Sendable, Hashable {
    /// The links, in the order of the request.
    public var references: [LinkReference]
    /// What becomes of each.
    public var change: LinkChange

    /// What no two links can have in common.
    private static let ownFields: Set<LinkField> = [.domain, .key, .externalID]

    /// A request's body; `linkIds` win over `externalIds`.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        let ids = try Self.ids("linkIds", fields)
        let externalIDs = try Self.ids("externalIds", fields)
        references =
            ids.isEmpty
            ? externalIDs.map { .external("ext_\($0.withoutExternalPrefix)") } : ids.map(LinkReference.init(path:))
        guard let data = fields.value("data") else { throw fields.absent("data", "object") }
        guard let members = data.object else {
            throw .invalid(.invalidType, "data", "Invalid input: expected object, received \(data.kind)")
        }
        let names = Set(Self.ownFields.flatMap(\.names))
        let shared = JSONObject(members.filter { !names.contains($0.key) }.map { ($0.key, $0.value) })
        do {
            change = try LinkChange(RequestFields(.object(shared)))
        } catch {
            throw error.below("data")
        }
    }

    private static func ids(_ name: String, _ fields: RequestFields) throws(APIError) -> [String] {
        let ids = try fields.list(name) ?? []
        guard ids.count <= BulkCreation.most else {
            throw .invalid(.tooBig, name, "You can only update up to \(BulkCreation.most) links at a time.")
        }
        return ids
    }
}

/// A request to take several links away, read and validated (`dub-api.md`, 8.9).
public struct BulkDeletion: Sendable, Hashable {
    /// The links.
    public var references: [LinkReference]

    /// What a query says.
    ///
    /// - Throws: 400 for no ids, 422 for too many.
    public init(_ fields: RequestFields) throws(APIError) {
        let ids = try fields.list("linkIds") ?? []
        guard !ids.isEmpty else {
            throw APIError(.badRequest, "You must provide linkIds to delete: link ids, or ext_ with your own ids.")
        }
        guard ids.count <= BulkCreation.most else {
            throw .invalid(
                .tooBig, "linkIds", "You can only delete up to \(BulkCreation.most) links at a time.")
        }
        references = ids.map(LinkReference.init(path:))
    }
}

/// What came of one link of several.
public enum BulkRow: Sendable, Hashable {
    /// It was created or changed.
    case done(Link)
    /// It was not; with what the request said of it.
    case refused(JSONValue, APIError)

    var isDone: Bool {
        if case .done = self { true } else { false }
    }
}

/// What came of changing several links.
public enum BulkUpdate: Sendable, Hashable {
    /// The request named none.
    case nothing
    /// Those that were changed in the order of the request, then those that were not.
    case rows([BulkRow])
}
