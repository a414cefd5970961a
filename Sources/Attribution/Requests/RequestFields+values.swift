import PageURL

extension RequestFields {
    /// A URL, as written; an empty one is none.
    func url(_ name: String) throws(APIError) -> String? {
        guard let text = try text(name).nonEmpty else { return nil }
        guard PageURL(text) != nil else { throw .invalid(.invalidFormat, name, "Invalid URL") }
        return text
    }

    /// A time; an empty one is none.
    func time(_ name: String) throws(APIError) -> Timestamp? {
        guard let text = try text(name).nonEmpty else { return nil }
        guard let time = Timestamp(text: text) else { throw .invalid(.custom, name, "Invalid date") }
        return time
    }
}
