internal import Attribution
internal import EventStore
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// The local harness: the analytics script, sample pages and a sign-up page on one port of this machine.
public struct Harness: Sendable {
    private let configuration: HarnessConfiguration
    private let address: HarnessAddress
    private let site: Site
    private let certificate: ServerCertificate?
    private let connections = OpenConnections()

    /// Reads and checks everything that is to be served, without opening a port.
    ///
    /// - Throws: ``HarnessError`` when the web root or a sample cannot be used.
    public init(_ configuration: HarnessConfiguration) throws(HarnessError) {
        guard (0...65_535).contains(configuration.port) else {
            throw HarnessError.addressUnusable(
                host: configuration.host, port: configuration.port, reason: "ports go from 0 to 65535")
        }
        self.configuration = configuration
        address = HarnessAddress(host: configuration.host, port: configuration.port)
        site = try Site(configuration, address: address)
        if configuration.tls {
            let further = Set(site.gallery.elsewhere.map(\.host)).sorted()
            let hosts = site.gallery.hosts + further + configuration.allowHosts + [configuration.host]
            certificate = try ServerCertificate(hosts: hosts, now: configuration.now())
        } else {
            certificate = nil
        }
    }

    /// Serves until the task is cancelled or, if so wished, until SIGINT or SIGTERM arrive.
    ///
    /// Requests that are being answered get 3 seconds to end. The environment file exists from before `onReady` is
    /// called until this returns.
    ///
    /// - Parameters:
    ///   - stoppingOnSignals: Whether SIGINT and SIGTERM stop the harness, instead of ending the process.
    ///   - onReady: Called once, when the harness answers. What it throws stops the harness and is thrown.
    /// - Throws: ``HarnessError`` when the port or the environment file cannot be used.
    public func run(
        stoppingOnSignals: Bool = false, onReady: (HarnessServer) async throws -> Void
    ) async throws {
        try await serve(stoppingOnSignals: stoppingOnSignals) { server, _ in
            try await onReady(server)
        }
    }

    /// Serves as long as `body` runs, and stops before this returns.
    ///
    /// - Throws: ``HarnessError`` when the harness cannot start; else what `body` throws.
    public static func withServer<Result: Sendable>(
        _ configuration: HarnessConfiguration, _ body: (HarnessServer) async throws -> Result
    ) async throws -> Result {
        var result: Result?
        try await Harness(configuration).serve(stoppingOnSignals: false) { server, stop in
            result = try await body(server)
            await stop()
        }
        guard let result else { throw CancellationError() }
        return result
    }

    /// Runs the server beside `body`, and ends when the server does; an error of `body` stops the server.
    private func serve(
        stoppingOnSignals: Bool, _ body: (HarnessServer, _ stop: () async -> Void) async throws -> Void
    ) async throws {
        let service = try await WorkspaceService.open(configuration, address: address, seed: site.seed)
        do {
            try await serve(service, stoppingOnSignals: stoppingOnSignals, body)
        } catch {
            try? await service.store.close()
            throw error
        }
        try await service.store.close()
    }

    private func serve(
        _ service: WorkspaceService, stoppingOnSignals: Bool,
        _ body: (HarnessServer, _ stop: () async -> Void) async throws -> Void
    ) async throws {
        let (ready, readiness) = AsyncStream.makeStream(of: HarnessServer.self)
        let segment = try await SegmentService(service, configuration.segment)
        let services = serviceGroup(service, segment, stoppingOnSignals: stoppingOnSignals) { readiness.yield($0) }
        // Not a child of this task: cancelling would cut off what is being answered, where stopping lets it end.
        let running = Task {
            // Whoever waits for the server to be ready must not wait for one that has failed.
            defer { readiness.finish() }
            try await services.run()
        }
        try await withTaskCancellationHandler {
            var file: EnvironmentFile?
            defer { file?.remove() }
            do {
                if let server = await ready.first(where: { _ in true }) {
                    try await service.pointDemoHere()
                    file = try environmentFile(for: server)
                    service.whenKeysChange { [configuration, address, certificate] in
                        let server = HarnessServer(address: address, certificate: certificate, segment: segment)
                        do throws(HarnessError) {
                            _ = try environmentFile(for: server)
                        } catch {
                            configuration.say("\(error)")
                        }
                        configuration.environmentChanged(server.environment)
                    }
                    try await body(server) { await services.triggerGracefulShutdown() }
                }
            } catch {
                await services.triggerGracefulShutdown()
                _ = await running.result
                throw error
            }
            do {
                try await running.value
            } catch  where !Task.isCancelled {
                throw startError(error)
            }
        } onCancel: {
            Task { await services.triggerGracefulShutdown() }
        }
    }

    private func environmentFile(for server: HarnessServer) throws(HarnessError) -> EnvironmentFile? {
        guard let path = configuration.environmentFile else { return nil }
        return try EnvironmentFile.write(server.environment, to: path)
    }

    private func serviceGroup(
        _ service: WorkspaceService, _ segment: SegmentService, stoppingOnSignals: Bool,
        onReady: @escaping @Sendable (HarnessServer) -> Void
    ) -> ServiceGroup {
        let logger = Logger(label: "dubcheck.serve") { _ in ServerLog() }
        let webhooks = WebhookSender(service: service, hosts: configuration.webhookHosts)
        let deliveries = DeliverySender(service: segment) { [configuration, address] in
            configuration.forward.map { DubTarget(origin: $0.origin, apiKey: $0.apiKey) }
                ?? DubTarget(origin: address.httpOrigin)
        }
        let application = Application(
            router: site.router(for: service, segment: segment, webhooks: webhooks),
            server: HTTPServerBuilder { [certificate, connections, configuration] responder in
                EitherProtocolChannel(
                    responder: responder, tls: certificate?.context, connections: connections,
                    patience: configuration.patience)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: "dubcheck"),
            onServerRunning: { [address, certificate] channel in
                if let port = channel.localAddress?.port { address.port = port }
                onReady(HarnessServer(address: address, certificate: certificate, segment: segment))
            },
            logger: logger)
        let stopping = StoppingService(service: application, connections: connections) {
            service.stop()
            segment.changes.fire()
        }
        return ServiceGroup(
            configuration: .init(
                services: [webhooks, deliveries, Housekeeping(service: service), stopping],
                gracefulShutdownSignals: stoppingOnSignals ? [.sigint, .sigterm] : [],
                logger: logger))
    }

    /// The operating system's refusal to listen, in words.
    private func startError(_ error: any Error) -> any Error {
        let (host, port) = (configuration.host, configuration.port)
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            return HarnessError.portTaken(host: host, port: port)
        case let error as IOError where error.errnoCode == EACCES:
            return HarnessError.addressUnusable(
                host: host, port: port, reason: "ports below 1024 are for root; choose another one with --port")
        case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
            return HarnessError.addressUnusable(
                host: host, port: port, reason: "this machine has no such address; choose another one with --host")
        case is SocketAddressError, is SocketAddressError.UnknownHost, is IOError:
            return HarnessError.addressUnusable(host: host, port: port, reason: "\(error)")
        default:
            return error
        }
    }
}
