internal import Attribution
internal import Foundation
internal import Hummingbird
internal import WebAssets

/// Everything the harness answers with, without a socket: what the server runs and what tests ask.
struct Site: Sendable {
    let gallery: SampleGallery
    let seed: Seed

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
        seed = try Seed(configuration)
        self.address = address
        self.configuration = configuration
    }

    /// The one place where routes are put together.
    func router(
        for service: WorkspaceService, segment: SegmentService, webhooks: WebhookSender
    ) -> Router<HarnessContext> {
        let pages = SitePages(assets: assets, address: address, tls: configuration.tls)
        let scripts = ScriptLibrary(assets: assets)
        let answers = SampleAnswers(gallery: gallery, scripts: scripts)
        let expected = configuration.expectedVerdict
        let session = Session(ids: service.ids)
        let chaos = ChaosBoard(configuration.chaos)
        let shortLinks = ShortLinks(service: service, chaos: chaos, pages: ShortLinkPages(assets: assets))
        let api = APIEndpoints(service: service, limits: RateLimits(), chaos: chaos)

        let router = Router(context: HarnessContext.self, options: .autoGenerateHeadEndpoints)
        let methods = RouteMethods()
        router.add(middleware: RefusalAnswers(pages: pages, methods: methods))
        router.add(
            middleware: FrontDoor(
                gatekeeper: Gatekeeper(hosts: hostPolicy, service: service), shortLinks: shortLinks,
                elsewhere: ElsewhereAnswers(gallery: gallery, answers: answers),
                misplaced: MisplacedCalls(service: segment)))
        // The router compares routes in their order, and these are asked for most.
        router.addRoutes(ShortLinkRoutes(links: shortLinks).routes)
        router.addRoutes(HomeRoutes(assets: assets).routes)
        router.addRoutes(ScriptRoutes(library: scripts, service: service, numbers: AnalyticsRoutes(api: api)).routes)
        router.addRoutes(
            SampleRoutes(gallery: gallery, answers: answers, pages: pages) { [gallery, address] in
                try SampleListing(gallery: gallery, address: address, expected: expected)
            }.routes)
        router.addRoutes(SignupRoutes(assets: assets, service: service, segment: segment).routes)
        router.addRoutes(SimulateRoute(now: configuration.now).routes)
        router.addRoutes(HealthRoutes(service: service).routes)
        router.addRoutes(
            OperationRoutes(
                service: service, segment: segment, session: session, chaos: chaos, webhooks: webhooks, seed: seed,
                verifier: configuration.verifier
            ).routes)
        router.addRoutes(IngestRoutes(service: segment, chaos: chaos).routes)
        for routes in apiRoutes(api) {
            router.addRoutes(routes)
            router.addRoutes(routes, atPath: "/api")
        }
        router.addRoutes(AnalyticsRoutes(api: api).ofOnePart, atPath: "/api")
        addDashboard(to: router, api: api, session: session, pages: pages)
        methods.learn(router.routes)
        return router
    }

    private func apiRoutes(_ api: APIEndpoints) -> [RouteCollection<HarnessContext>] {
        let track = TrackRoutes(api: api)
        return [track.forServers, track.forPages, track.forVisitors, QRRoute(api: api).routes] + managingRoutes(api)
    }

    /// Those that show and change what there is, and record nothing.
    private func managingRoutes(_ api: APIEndpoints) -> [RouteCollection<HarnessContext>] {
        let settings = SettingRoutes(api: api)
        return [
            LinkRoutes(api: api).routes, CustomerRoutes(api: api).routes, AnalyticsRoutes(api: api).routes,
            settings.tags, settings.folders, settings.domains, settings.workspaces,
        ]
    }

    private func addDashboard(
        to router: Router<HarnessContext>, api: APIEndpoints, session: Session, pages: SitePages
    ) {
        var api = api
        api.session = session
        for routes in managingRoutes(api) { router.addRoutes(routes, atPath: HarnessPath.dashboardAPI) }
        router.addRoutes(AnalyticsRoutes(api: api).ofOnePart, atPath: HarnessPath.dashboardAPI)
        router.addRoutes(DashboardRoutes(assets: assets, pages: pages, session: session).routes)
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
