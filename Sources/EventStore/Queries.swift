/// The statements with many columns.
enum Queries {
    static let insertLink = insert(
        "link",
        [
            "id", "workspaceID", "domain", "key", "foldedKey", "url", "tracksConversions", "isArchived", "isIndexed",
            "externalID", "tenantID", "expiresAt", "expiredURL", "disabledAt", "password", "comments", "clicks",
            "leads", "conversions", "sales", "saleAmount", "lastClicked", "createdAt", "updatedAt",
        ])

    static let insertClick = insert(
        "click",
        [
            "id", "timestamp", "linkID", "url", "\"trigger\"", "continent", "country", "region", "city", "address",
            "userAgent", "refererURL",
        ])

    static let insertCustomer = insert(
        "customer",
        [
            "id", "externalID", "name", "email", "avatar", "stripeCustomerID", "country", "linkID", "clickID",
            "clickedAt", "sales", "saleAmount", "firstSaleAt", "subscriptionCanceledAt", "createdAt",
        ])

    static let insertLead = insert(
        "lead", ["id", "eventName", "customerID", "clickID", "linkID", "metadata", "timestamp"])

    static let insertSale = insert(
        "sale",
        [
            "id", "eventName", "customerID", "clickID", "linkID", "amount", "currency", "paymentProcessor", "invoiceID",
            "metadata", "isFirst", "timestamp",
        ])

    static let updateCounters = """
        UPDATE link SET clicks = :clicks, leads = :leads, conversions = :conversions, sales = :sales,
            saleAmount = :saleAmount, lastClicked = :lastClicked
        WHERE id = :id
        """

    /// All but the id, which never changes.
    static let updateCustomer = """
        UPDATE customer SET externalID = :externalID, name = :name, email = :email, avatar = :avatar,
            stripeCustomerID = :stripeCustomerID, country = :country, linkID = :linkID, clickID = :clickID,
            clickedAt = :clickedAt, sales = :sales, saleAmount = :saleAmount, firstSaleAt = :firstSaleAt,
            subscriptionCanceledAt = :subscriptionCanceledAt, createdAt = :createdAt
        WHERE id = :id
        """

    private static func insert(_ table: String, _ columns: [String]) -> String {
        let names = columns.map { $0.filter { $0 != "\"" } }
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (:\(names.joined(separator: ", :")))"
    }
}
