internal import Hummingbird

/// Where the site's pages are.
///
/// The paths that users rely on are the contract's (`cli.md` 4.1). Those of the API stand with their routes, which a test
/// holds to `web/openapi.yaml`.
enum HarnessPath {
    static let home: RouterPath = "/"
    static let dashboard = "/dashboard"
    static let dashboardFile: RouterPath = "/dashboard/**"
    /// The Dub API as the dashboard asks it, with its session for a key.
    static let dashboardAPI: RouterPath = "/_dubcheck/api"
    static let favicon: RouterPath = "/favicon.ico"
    static let script: RouterPath = "/analytics/{file}"
    static let samples = "/samples"
    static let samplesList: RouterPath = "/samples.json"
    static let sample: RouterPath = "/samples/**"
    static let site: RouterPath = "/site/**"
    static let signup: RouterPath = "/signup"
    static let signupAsset: RouterPath = "/signup/**"
    static let simulate: RouterPath = "/_dubcheck/simulate"
    static let health: RouterPath = "/_dubcheck/health"
    static let ready: RouterPath = "/_dubcheck/ready"
}
