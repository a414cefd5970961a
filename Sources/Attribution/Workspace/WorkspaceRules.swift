/// A request to change a workspace, read and validated (`dub-api.md`, 9).
public struct WorkspaceChange: Sendable, Hashable {
    /// What it is called.
    public var name = Change<String>.keep
    /// Whether forms offer links that track conversions.
    public var isConversionEnabled = Change<Bool>.keep
    /// The hosts whose pages may track.
    public var allowedHostnames = Change<[String]>.keep
    /// The key of pages.
    public var publishableKey = Change<APIKey?>.keep

    /// Nothing changes.
    public init() {}

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        name = try fields.change(required: "name") { (name) throws(APIError) in
            try fields.text(name, most: 32, least: 1)
        }
        isConversionEnabled = try fields.change(required: "conversionEnabled") { (name) throws(APIError) in
            try fields.flag(name)
        }
        allowedHostnames = try fields.change(required: "allowedHostnames") { (name) throws(APIError) in
            guard let texts = try fields.list(name) else { return nil }
            return try AllowedHostnames(validating: texts).entries
        }
        publishableKey = try fields.change("publishableKey") { (name) throws(APIError) in
            guard let key = try fields.text(name).nonEmpty.map(APIKey.init) else { return nil }
            guard key.isPublishable else { throw .invalid(.invalidFormat, name, "Invalid publishable key") }
            return key
        }
    }

    func apply(to workspace: inout Workspace) {
        workspace.name = name.applied(to: workspace.name)
        workspace.isConversionEnabled = isConversionEnabled.applied(to: workspace.isConversionEnabled)
        workspace.allowedHostnames = allowedHostnames.applied(to: workspace.allowedHostnames)
        workspace.publishableKey = publishableKey.applied(to: workspace.publishableKey)
    }
}

/// How a workspace is found and changed (`dub-api.md`, 9).
public struct WorkspaceRules: Sendable {
    /// The workspace that the API key belongs to.
    public var workspaceID: String

    /// Rules for one request.
    public init(workspaceID: String) {
        self.workspaceID = workspaceID
    }

    /// The key's own workspace by its id or its slug; every other is not found.
    public func find(_ idOrSlug: String, in store: some WorkspaceTransaction) throws -> Outcome<Workspace> {
        try Outcome { try found(idOrSlug, in: store) }
    }

    /// Changes the key's own workspace.
    public func update(
        _ idOrSlug: String, _ change: WorkspaceChange, in store: inout some WorkspaceTransaction
    ) throws -> Outcome<Workspace> {
        try Outcome {
            var workspace = try found(idOrSlug, in: store)
            if change.isConversionEnabled == .set(true), !workspace.plan.tracksConversions {
                throw APIError(.forbidden, "Conversion tracking is not available on free or pro plans.")
            }
            change.apply(to: &workspace)
            try store.update(workspace)
            return workspace
        }
    }

    private func found(_ idOrSlug: String, in store: some WorkspaceTransaction) throws -> Workspace {
        guard let workspace = try store.workspace(id: workspaceID), [workspace.id, workspace.slug].contains(idOrSlug)
        else { throw APIError(.notFound, "Workspace not found.") }
        return workspace
    }
}
