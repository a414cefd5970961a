/// A request to make or change a folder, read and validated (`dub-api.md`, 20).
public struct FolderRequest: Sendable, Hashable {
    /// Its name.
    public var name: String?
    /// What it is for.
    public var description = Change<String?>.keep
    /// What members of the workspace may do with its links.
    public var accessLevel = Change<String?>.keep

    /// A folder of a name.
    public init(name: String?) {
        self.name = name
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        name = try fields.text("name", most: 190, least: 1)
        description = try fields.change("description") { (name) throws(APIError) in
            try fields.text(name, most: 500).nonEmpty
        }
        accessLevel = try fields.change("accessLevel") { (name) throws(APIError) in
            try fields.choice(name, of: Folder.accessLevels)
        }
    }
}

/// How folders come to be, and what becomes of them (`dub-api.md`, 20).
public struct FolderRules: Sendable {
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker

    /// Rules for one request.
    public init(now: Timestamp, ids: IDMaker = IDMaker()) {
        self.now = now
        self.ids = ids
    }

    /// All folders, by their names.
    public func list(in store: some WorkspaceTransaction) throws -> Outcome<[Folder]> {
        Outcome(.success(try store.folders()))
    }

    /// Makes a folder.
    public func create(_ request: FolderRequest, in store: inout some WorkspaceTransaction) throws -> Outcome<Folder> {
        try Outcome {
            guard let name = request.name else { throw .invalid(.invalidType, "name", "name is required.") as APIError }
            try checkFree(name, in: store)
            var folder = Folder(id: ids.sortable("fold_", at: now), name: name, createdAt: now)
            folder.description = request.description.applied(to: nil)
            folder.accessLevel = request.accessLevel.applied(to: nil)
            try store.insert(folder)
            return folder
        }
    }

    /// Changes a folder.
    public func update(
        _ id: String, _ request: FolderRequest, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<Folder> {
        try Outcome {
            let old = try found(id, in: store)
            var folder = old
            if let name = request.name {
                if name.lowercased() != folder.name.lowercased() { try checkFree(name, in: store) }
                folder.name = name
            }
            folder.description = request.description.applied(to: folder.description)
            folder.accessLevel = request.accessLevel.applied(to: folder.accessLevel)
            guard folder != old else { return old }
            folder.updatedAt = now
            try store.update(folder)
            return folder
        }
    }

    /// Takes a folder away, whose links stay, and answers with what it was.
    public func delete(_ id: String, in store: inout some WorkspaceTransaction) throws -> Outcome<Folder> {
        try Outcome {
            let folder = try found(id, in: store)
            try store.deleteFolder(id: id)
            return folder
        }
    }

    private func found(_ id: String, in store: some WorkspaceTransaction) throws -> Folder {
        guard let folder = try store.folders().first(where: { $0.id == id }) else {
            throw APIError(.notFound, "Folder not found.")
        }
        return folder
    }

    func checkFree(_ name: String, in store: some WorkspaceTransaction) throws {
        guard try !store.folders().contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw APIError(.conflict, "A folder with that name already exists.")
        }
    }
}
