import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Says why a server's certificate was refused.
///
/// The TLS library only says that verification failed. So the server is asked for its certificate once more, nothing is
/// sent over that connection, and the certificate's dates are read.
enum CertificateDiagnosis {
    /// Whether the error is a refused certificate.
    static func isCalled(for error: any Error) -> Bool {
        guard let error = error as? NIOSSLError, case .handshakeFailed(let cause) = error else { return false }
        return String(describing: cause).contains("CERTIFICATE_VERIFY_FAILED")
    }

    /// What is wrong with the certificate the route leads to.
    static func words(for route: ConnectionRoute, within deadline: Deadline) async -> String {
        let validity = try? await deadline.limit { try await validityOfCertificate(at: route) }
        let now = Date()
        if let validity, validity.end < now { return "the certificate expired on \(day(validity.end))" }
        if let validity, validity.start > now { return "the certificate is not valid before \(day(validity.start))" }
        return "the certificate is not trusted: it is self-signed, or its authority is unknown here"
    }

    private struct Validity: Sendable {
        var start: Date
        var end: Date
    }

    private static func validityOfCertificate(at route: ConnectionRoute) async throws -> Validity {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = eventLoop.makePromise(of: Validity.self)
        let context = try NIOSSLContext(configuration: .makeClientConfiguration())
        let name = isAddress(route.host) ? nil : route.host
        do {
            let channel = try await ClientBootstrap(group: eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = try NIOSSLClientHandler(
                            context: context, serverHostname: name,
                            customVerificationCallback: { chain, verdict in
                                if let leaf = chain.first {
                                    promise.succeed(
                                        Validity(start: date(leaf.notValidBefore), end: date(leaf.notValidAfter)))
                                }
                                verdict.succeed(.failed)
                            })
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .connect(host: route.endpoint.host, port: route.endpoint.port)
                .get()
            // Without a certificate the promise is never kept otherwise.
            channel.closeFuture.whenComplete { _ in promise.fail(ChannelError.eof) }
            defer { channel.close(promise: nil) }
            return try await withTaskCancellationHandler {
                try await promise.futureResult.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            promise.fail(error)
            throw error
        }
    }

    private static func isAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }

    private static func date(_ time: time_t) -> Date {
        Date(timeIntervalSince1970: TimeInterval(time))
    }

    private static func day(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day())
    }
}
