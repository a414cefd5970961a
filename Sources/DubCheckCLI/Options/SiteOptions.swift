import ArgumentParser
import PageURL

/// What dubcheck cannot see: where pages and app live.
struct SiteOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where the app that reads the cookie lives: is the cookie sent there?", valueName: "url"),
        transform: Self.url)
    var appURL: PageURL?

    @Option(
        help: ArgumentHelp(
            "Where a file or standard input will be served.",
            discussion: "Without it an https site of no special kind is assumed.",
            valueName: "url"),
        transform: Self.url)
    var pageURL: PageURL?

    static let settings = [Setting("app-url"), Setting("page-url")]

    private static func url(_ text: String) throws -> PageURL {
        let url: PageURL
        do {
            url = try PageURL(parsing: text)
        } catch {
            throw ValidationError("\(error)")
        }
        guard url.isHTTP else { throw ValidationError("'\(text)': only http:// and https:// URLs will do") }
        return url
    }
}
