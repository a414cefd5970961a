internal import Hummingbird

/// Where everything is.
///
/// The paths that users rely on are the contract's (`cli.md` 4.1).
enum HarnessPath {
    static let home: RouterPath = "/"
    static let dashboard = "/dashboard"
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
