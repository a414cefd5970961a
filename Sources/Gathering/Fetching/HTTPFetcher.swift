import AsyncHTTPClient
import Evidence
import NIOCore
import NIOHTTP1
import PageURL

/// Makes single GET requests: no redirects, a deadline, a size limit, and every failure as a `FetchFailure`.
struct HTTPFetcher: Sendable {
    private let pool: ClientPool
    private let connectTo: [ConnectTo]

    /// A fetcher that opens nothing before its first request.
    init(options: GatheringOptions) {
        pool = ClientPool(insecure: options.insecure, connectTimeout: options.timeout)
        connectTo = options.connectTo
    }

    /// Closes all connections.
    func close() async {
        await pool.close()
    }

    /// Gets one answer.
    ///
    /// - Throws: why there is none; any HTTP answer, whatever its status, is one.
    func fetch(_ request: FetchRequest, deadline: Deadline) async throws(FetchFailure) -> FetchAnswer {
        let route = ConnectionRoute(to: request.url, by: connectTo)
        do {
            return try await deadline.limit {
                do {
                    return try await answer(to: request, by: route)
                } catch let error as HTTPClientError where error == .remoteConnectionClosed {
                    // A server may close an idle connection just as it is used again; browsers repeat a GET, too.
                    return try await answer(to: request, by: route)
                }
            }
        } catch let failure as FetchFailure {
            throw failure
        } catch {
            if CertificateDiagnosis.isCalled(for: error) {
                let words = await CertificateDiagnosis.words(for: route, within: deadline)
                throw FetchFailure(.tls, url: request.url.href, message: words)
            }
            throw FetchFailure(error, url: request.url, route: route, deadline: deadline)
        }
    }

    private func answer(to request: FetchRequest, by route: ConnectionRoute) async throws -> FetchAnswer {
        var message = HTTPClientRequest(url: route.clientURL)
        if !request.fields.contains(where: { $0.name.lowercased() == "host" }) {
            message.headers.add(name: "Host", value: route.hostField)
        }
        for field in request.fields {
            message.headers.add(name: field.name, value: field.value)
        }
        let response = try await pool.client(for: route).execute(message, deadline: .distantFuture)
        let fields = HTTPFields(response.headers.map { .init(name: $0.name, value: $0.value) })
        if let coding = Self.unreadableCoding(fields) {
            throw FetchFailure(
                .malformed, url: request.url.href,
                message: "the answer is compressed as \(coding), which was not asked for")
        }
        let (body, isTruncated) = try await Self.collect(response.body, limit: request.sizeLimit)
        return FetchAnswer(
            status: Int(response.status.code), fields: fields, body: body, isTruncated: isTruncated)
    }

    /// The body up to the limit; the connection is dropped when there is more.
    private static func collect(
        _ body: HTTPClientResponse.Body, limit: Int
    ) async throws -> (bytes: [UInt8], isTruncated: Bool) {
        var bytes: [UInt8] = []
        for try await buffer in body {
            let room = limit - bytes.count
            guard buffer.readableBytes <= room else {
                bytes.append(contentsOf: buffer.readableBytesView.prefix(room))
                return (bytes, true)
            }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        // A cancelled body ends early without an error; what was read of it must not pass for the whole.
        try Task.checkCancellation()
        return (bytes, false)
    }

    /// A content coding that cannot be undone here: anything but gzip and deflate, or several codings.
    private static func unreadableCoding(_ fields: HTTPFields) -> String? {
        guard let coding = fields.joined("content-encoding")?.lowercased(), !coding.isEmpty else { return nil }
        return ["gzip", "deflate", "identity"].contains(coding) ? nil : coding
    }
}
