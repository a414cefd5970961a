internal import Foundation
internal import Hummingbird
internal import WebAssets

/// Everything the harness answers with, without a socket: what the server runs and what tests ask.
struct Site: Sendable {
    let gallery: SampleGallery

    private let assets: WebAssets
    private let address: HarnessAddress
    private let configuration: HarnessConfiguration

    /// Opens the web root, if one is given, and reads the samples.
    init(_ configuration: HarnessConfiguration, address: HarnessAddress) throws(HarnessError) {
        if let folder = configuration.webRoot {
            do {
                assets = try WebAssets(folder: folder)
            } catch {
                throw HarnessError.webRootUnusable("\(error)")
            }
        } else {
            assets = .embedded
        }
        gallery = try SampleGallery(assets: assets)
        self.address = address
        self.configuration = configuration
    }

    /// The one place where routes are put together.
    func router() -> Router<BasicRequestContext> {
        let pages = SitePages(assets: assets, address: address, tls: configuration.tls)
        let scripts = ScriptLibrary(assets: assets)
        let answers = SampleAnswers(gallery: gallery, scripts: scripts)
        let expected = configuration.expectedVerdict

        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RefusalAnswers(pages: pages))
        router.add(middleware: Gatekeeper(hosts: hostPolicy))
        router.add(middleware: ElsewhereAnswers(gallery: gallery, answers: answers))
        router.addRoutes(HomeRoutes(assets: assets, pages: pages).routes)
        router.addRoutes(ScriptRoutes(library: scripts).routes)
        router.addRoutes(
            SampleRoutes(gallery: gallery, answers: answers, pages: pages) { [gallery, address] in
                try SampleListing(gallery: gallery, address: address, expected: expected)
            }.routes)
        router.addRoutes(SignupRoutes(assets: assets).routes)
        router.addRoutes(SimulateRoute(now: configuration.now).routes)
        router.addRoutes(HealthRoutes().routes)
        return router
    }

    private var hostPolicy: HostPolicy {
        // An address that is listened on by the user's wish cannot be a stranger's name.
        let own = IPAddress.bytes(of: configuration.host).map {
            IPAddress.isUnspecified($0) ? [] : [configuration.host]
        }
        return HostPolicy(
            allowed: configuration.allowHosts + (own ?? [configuration.host]), sampleHosts: gallery.hosts,
            elsewhere: gallery.elsewhere)
    }
}
