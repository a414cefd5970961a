/// Which rows of a list are wanted (`dub-api.md`, 8.3).
public enum Window: Sendable, Hashable {
    /// All of them.
    case all
    /// A page, the first of which is 1, of so many rows in the order of the list.
    case page(Int, size: Int)
    /// So many rows that follow the row of an id, in the order of ids.
    case after(String, size: Int)
    /// So many rows that come just before the row of an id, in the order of ids.
    case before(String, size: Int)

    private static let largestPage = 100
    private static let lastPage = 1_000

    /// The id that the rows are found by, if they are.
    public var cursor: String? {
        switch self {
        case .all, .page: nil
        case .after(let id, _), .before(let id, _): id
        }
    }

    /// What a query asks for.
    ///
    /// - Parameter isByCreation: whether the list is sorted by the time of creation, as cursors need it.
    /// - Throws: 422 for pages that are too many or too large, and for ways of paging that do not go together.
    init(_ fields: RequestFields, isByCreation: Bool) throws(APIError) {
        let page = try fields.integer("page", from: 1, tooSmall: "Too small: expected number to be >0")
        let size =
            try fields.integer(
                "pageSize", from: 1, to: Self.largestPage, tooSmall: "Too small: expected number to be >0",
                tooBig: "Max page size is \(Self.largestPage).") ?? Self.largestPage
        switch (try fields.text("startingAfter").nonEmpty, try fields.text("endingBefore").nonEmpty) {
        case (nil, nil):
            let page = page ?? 1
            guard page <= Self.lastPage else {
                throw APIError(
                    .unprocessableEntity,
                    "Page is too big (at most \(Self.lastPage)). Use startingAfter or endingBefore to go further.")
            }
            self = .page(page, size: size)
        case (.some, .some):
            throw APIError(
                .unprocessableEntity, "You cannot use both startingAfter and endingBefore at the same time.")
        case (let after, let before):
            guard page == nil else {
                throw APIError(
                    .unprocessableEntity,
                    "You cannot use both page and startingAfter/endingBefore at the same time. "
                        + "Please use one pagination method.")
            }
            guard isByCreation else {
                throw APIError(
                    .unprocessableEntity, "You can use startingAfter and endingBefore only with sortBy createdAt.")
            }
            self = after.map { .after($0, size: size) } ?? before.map { .before($0, size: size) } ?? .all
        }
    }

    /// The error for a cursor that is no row's id.
    static let unknownCursor = APIError(
        .unprocessableEntity, "Invalid cursor: the provided ID does not exist.")
}
