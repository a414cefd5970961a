import Attribution
import PageURL

extension RequestFields {
    /// The parameters of a query as it stands in a URL.
    static func query(_ text: String) -> RequestFields {
        RequestFields(query: QueryItem.items(of: text))
    }
}
