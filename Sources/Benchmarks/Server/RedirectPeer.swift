import Hummingbird
import Logging

/// What redirecting costs at least: a handler that answers 302 and does nothing else.
enum RedirectPeer {
    /// Serves until it is stopped.
    static func run(port: Int) async throws {
        let router = Router()
        router.get("/r/demo") { _, _ in
            Response(status: .found, headers: [.location: "http://localhost/signup?dub_id=Bd0Kh8oOOL8dKLzd"])
        }
        var logger = Logger(label: "peer")
        logger.logLevel = .error
        try await Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: logger
        ).runService()
    }
}
