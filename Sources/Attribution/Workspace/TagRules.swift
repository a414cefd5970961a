/// A request to make or change a tag, read and validated (`dub-api.md`, 20).
public struct TagRequest: Sendable, Hashable {
    /// Its name.
    public var name: String?
    /// Its colour's name.
    public var color: String?

    /// A tag of a name, and of a random colour if none is given.
    public init(name: String?, color: String? = nil) {
        self.name = name
        self.color = color
    }

    /// A request's body; the name may also be called `tag`.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        let longest = 50
        let given = try fields.text("name", most: longest, least: 1)
        name = if let given { given } else { try fields.text("tag", most: longest, least: 1) }
        color = try fields.choice("color", of: Tag.colors)
    }
}

/// How tags come to be, and what becomes of them (`dub-api.md`, 20).
public struct TagRules: Sendable {
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids, and draws colours.
    public var ids: IDMaker

    /// Rules for one request.
    public init(now: Timestamp, ids: IDMaker = IDMaker()) {
        self.now = now
        self.ids = ids
    }

    /// All tags, by their names.
    public func list(in store: some WorkspaceTransaction) throws -> Outcome<[Tag]> {
        Outcome(.success(try store.tags()))
    }

    /// Makes a tag.
    public func create(_ request: TagRequest, in store: inout some WorkspaceTransaction) throws -> Outcome<Tag> {
        try Outcome {
            guard let name = request.name else { throw .invalid(.invalidType, "name", "name is required.") as APIError }
            try checkFree(name, in: store)
            let tag = Tag(id: ids.sortable("tag_", at: now), name: name, color: request.color ?? .color(by: ids))
            try store.insert(tag)
            return tag
        }
    }

    /// Changes a tag.
    public func update(
        _ id: String, _ request: TagRequest, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<Tag> {
        try Outcome {
            var tag = try found(id, in: store)
            if let name = request.name {
                if name.lowercased() != tag.name.lowercased() { try checkFree(name, in: store) }
                tag.name = name
            }
            tag.color = request.color ?? tag.color
            try store.update(tag)
            return tag
        }
    }

    /// Takes a tag away, also from its links, and answers with what it was.
    public func delete(_ id: String, in store: inout some WorkspaceTransaction) throws -> Outcome<Tag> {
        try Outcome {
            let tag = try found(id, in: store)
            try store.deleteTag(id: id)
            return tag
        }
    }

    private func found(_ id: String, in store: some WorkspaceTransaction) throws -> Tag {
        guard let tag = try store.tags().first(where: { $0.id == id }) else {
            throw APIError(.notFound, "Tag not found.")
        }
        return tag
    }

    func checkFree(_ name: String, in store: some WorkspaceTransaction) throws {
        guard try !store.tags().contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw APIError(.conflict, "A tag with that name already exists.")
        }
    }
}

extension String {
    /// The name of a random colour.
    static func color(by ids: IDMaker) -> String { Tag.colors[Int(ids.drawn(below: UInt64(Tag.colors.count)))] }
}
