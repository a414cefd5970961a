import Attribution

extension Workspace {
    init(row: Columns) throws {
        self.init(
            id: row[WorkspaceColumn.id], name: row[WorkspaceColumn.name],
            secretKey: APIKey(row[WorkspaceColumn.secretKey]),
            publishableKey: (row[WorkspaceColumn.publishableKey] as String?).map { APIKey($0) },
            userID: row[WorkspaceColumn.userID], createdAt: Timestamp(milliseconds: row[WorkspaceColumn.createdAt]))
        plan = Plan(rawValue: row[WorkspaceColumn.plan]) ?? plan
        isConversionEnabled = row[WorkspaceColumn.isConversionEnabled]
        allowedHostnames = try JSONText.read(row[WorkspaceColumn.allowedHostnames])
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        get throws {
            [
                id, name, plan.rawValue, isConversionEnabled, try JSONText.of(allowedHostnames), secretKey.text,
                publishableKey?.text, userID, createdAt.milliseconds,
            ]
        }
    }
}

extension Domain {
    init(row: Columns) {
        self.init(
            id: row[DomainColumn.id], slug: row[DomainColumn.slug], workspaceID: row[DomainColumn.workspaceID],
            createdAt: Timestamp(milliseconds: row[DomainColumn.createdAt]))
        isPrimary = row[DomainColumn.isPrimary]
        isArchived = row[DomainColumn.isArchived]
        placeholder = row[DomainColumn.placeholder]
        expiredURL = row[DomainColumn.expiredURL]
        notFoundURL = row[DomainColumn.notFoundURL]
        logo = row[DomainColumn.logo]
        assetLinks = row[DomainColumn.assetLinks]
        appleAppSiteAssociation = row[DomainColumn.appleAppSiteAssociation]
        updatedAt = Timestamp(milliseconds: row[DomainColumn.updatedAt])
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        [
            id, slug, workspaceID, isPrimary, isArchived, placeholder, expiredURL, notFoundURL, logo, assetLinks,
            appleAppSiteAssociation, createdAt.milliseconds, updatedAt.milliseconds,
        ]
    }
}

extension Tag {
    init(row: Columns) {
        self.init(id: row[TagColumn.id], name: row[TagColumn.name], color: row[TagColumn.color])
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] { [id, name, color] }
}

extension Folder {
    init(row: Columns) {
        self.init(
            id: row[FolderColumn.id], name: row[FolderColumn.name],
            createdAt: Timestamp(milliseconds: row[FolderColumn.createdAt]))
        description = row[FolderColumn.description]
        accessLevel = row[FolderColumn.accessLevel]
        updatedAt = Timestamp(milliseconds: row[FolderColumn.updatedAt])
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        [id, name, description, accessLevel, createdAt.milliseconds, updatedAt.milliseconds]
    }
}
