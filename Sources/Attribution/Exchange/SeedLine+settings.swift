extension Workspace {
    /// What a line says of a workspace, over another one.
    init(_ fields: RequestFields, over base: Workspace) throws(APIError) {
        self = base
        id = try fields.text("id").nonEmpty ?? id
        userID = try fields.text("userId").nonEmpty ?? userID
        createdAt = try fields.time("createdAt") ?? createdAt
        plan = try fields.choice("plan", of: Plan.allCases.map(\.rawValue)).flatMap(Plan.init) ?? plan
        if let key = try fields.text("secretKey").nonEmpty {
            guard key.hasPrefix("dub_") else { throw .invalid(.invalidFormat, "secretKey", "Invalid secret key") }
            secretKey = APIKey(key)
        }
        try WorkspaceChange(fields).apply(to: &self)
    }
}

extension Domain {
    /// A domain's line.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        let request = try DomainRequest(fields)
        guard let slug = request.slug else { throw .invalid(.invalidType, "slug", "slug is required.") }
        let stamp = try defaults.stamp("dom_", fields)
        self.init(id: stamp.id, slug: slug, workspaceID: defaults.workspace.id, createdAt: stamp.createdAt)
        updatedAt = stamp.updatedAt
        isPrimary = try fields.flag("primary") ?? false
        request.apply(to: &self)
    }
}

extension Tag {
    /// A tag's line.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        let request = try TagRequest(fields)
        guard let name = request.name else { throw .invalid(.invalidType, "name", "name is required.") }
        self.init(
            id: try defaults.stamp("tag_", fields).id, name: name, color: request.color ?? .color(by: defaults.ids))
    }
}

extension Folder {
    /// A folder's line.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        let request = try FolderRequest(fields)
        guard let name = request.name else { throw .invalid(.invalidType, "name", "name is required.") }
        let stamp = try defaults.stamp("fold_", fields)
        self.init(id: stamp.id, name: name, createdAt: stamp.createdAt)
        updatedAt = stamp.updatedAt
        description = request.description.applied(to: nil)
        accessLevel = request.accessLevel.applied(to: nil)
    }
}
