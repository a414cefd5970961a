/// The columns of a table in the order in which they are read and written, so that nothing looks for them by name.
protocol ColumnList: RawRepresentable<Int>, CaseIterable {}

extension ColumnList {
    /// The columns' names, for `SELECT` and `INSERT`.
    static var list: String { allCases.map { "\"\($0)\"" }.joined(separator: ", ") }
    /// A place for the value of each.
    static var places: String { allCases.map { "?\($0.rawValue + 1)" }.joined(separator: ", ") }

    /// The statement that stores a row.
    static func insert(into table: String) -> String { "INSERT INTO \(table) (\(list)) VALUES (\(places))" }

    /// The statement that changes the row whose first column, the id, is the same.
    static func update(_ table: String, without others: [Self] = []) -> String {
        let columns = allCases.filter { column in
            column.rawValue > 0 && !others.contains { $0.rawValue == column.rawValue }
        }
        let changes = columns.map { "\"\($0)\" = ?\($0.rawValue + 1)" }.joined(separator: ", ")
        return "UPDATE \(table) SET \(changes) WHERE id = ?1"
    }
}

enum LinkColumn: Int, ColumnList {
    case id, workspaceID, domain, key, foldedKey, url, tracksConversions, isArchived, isIndexed, externalID, tenantID
    case folderID, expiresAt, expiredURL, disabledAt, password, comments, tagIDs, extras, clicks, leads, conversions
    case sales, saleAmount, lastClicked, createdAt, updatedAt

    /// What only events change.
    static let counters: [Self] = [.clicks, .leads, .conversions, .sales, .saleAmount, .lastClicked]
}

enum CustomerColumn: Int, ColumnList {
    case id, externalID, name, email, avatar, stripeCustomerID, country, linkID, clickID, clickedAt, sales, saleAmount
    case firstSaleAt, subscriptionCanceledAt, createdAt
}

enum WorkspaceColumn: Int, ColumnList {
    case id, name, plan, isConversionEnabled, allowedHostnames, secretKey, publishableKey, userID, createdAt
}

enum DomainColumn: Int, ColumnList {
    case id, slug, workspaceID, isPrimary, isArchived, placeholder, expiredURL, notFoundURL, logo, assetLinks
    case appleAppSiteAssociation, createdAt, updatedAt
}

enum TagColumn: Int, ColumnList {
    case id, name, color
}

enum FolderColumn: Int, ColumnList {
    case id, name, description, accessLevel, createdAt, updatedAt
}

enum WebhookColumn: Int, ColumnList {
    case id, url, secret, events, linkIDs, folderIDs, isEnabled, consecutiveFailures, createdAt
}

/// All but the number.
enum DeliveryColumn: Int, ColumnList {
    case webhookID, eventID, event, body, state, attempts, nextAttemptAt, lastStatus, lastError, response, createdAt
    case deliveredAt
}
