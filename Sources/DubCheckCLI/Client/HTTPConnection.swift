import AsyncHTTPClient
import JSON
import NIOCore
import NIOHTTP1
import NIOSSL

/// The connection to a harness over HTTP.
struct HTTPConnection: HarnessConnection {
    let place: HarnessPlace

    /// Answers are lists of events with their payloads; beyond this something else answers.
    private static let mostBytes = 64 << 20

    func answer(_ request: HarnessRequest) async throws -> HarnessAnswer {
        try await exchange(request) { response in
            let body = try await response.body.collect(upTo: Self.mostBytes)
            return HarnessAnswer(status: Int(response.status.code), body: Array(body.readableBytesView))
        }
    }

    func stream(_ request: HarnessRequest, _ take: ([UInt8]) throws -> Void) async throws -> HarnessAnswer {
        try await exchange(request) { response in
            guard response.status == .ok else {
                let body = try await response.body.collect(upTo: Self.mostBytes)
                return HarnessAnswer(status: Int(response.status.code), body: Array(body.readableBytesView))
            }
            for try await part in response.body {
                do {
                    try take(Array(part.readableBytesView))
                } catch {
                    // Not the connection's failure: whoever reads has gone, or does not like what it reads.
                    return try Self.giveUp(error)
                }
            }
            return HarnessAnswer(status: Int(response.status.code), body: [])
        }
    }

    /// What ends an exchange from this side.
    private struct Stopped: Error {
        let reason: any Error
    }

    private static func giveUp(_ error: any Error) throws -> HarnessAnswer { throw Stopped(reason: error) }

    private func exchange(
        _ request: HarnessRequest, _ read: (HTTPClientResponse) async throws -> HarnessAnswer
    ) async throws -> HarnessAnswer {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.configuration)
        do {
            let answer = try await read(
                try await client.execute(httpRequest(request), timeout: .seconds(Int64(request.timeout))))
            try await client.shutdown()
            return answer
        } catch {
            try? await client.shutdown()
            if let stopped = error as? Stopped { throw stopped.reason }
            if error is CancellationError { throw error }
            throw CommandFailure.usage(words(for: error))
        }
    }

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)), decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    private func httpRequest(_ request: HarnessRequest) -> HTTPClientRequest {
        var http = HTTPClientRequest(url: place.url + request.path)
        http.method = HTTPMethod(rawValue: request.method)
        http.headers.add(name: "User-Agent", value: "dubcheck")
        http.headers.add(name: "Accept", value: "application/json")
        if let key = place.key { http.headers.add(name: "Authorization", value: "Bearer \(key)") }
        if let body = request.body {
            http.headers.add(name: "Content-Type", value: "application/json")
            http.body = .bytes(ByteBuffer(string: body.compact))
        }
        if place.isLoopback {
            // The certificate of serve --tls is made at its start, and nobody is between it and here.
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.certificateVerification = .none
            http.tlsConfiguration = tls
        }
        return http
    }

    private func words(for error: any Error) -> String {
        if let error = error as? HTTPClientError {
            return "no answer from the harness at \(place.url): \(error.shortDescription)"
        }
        let text = "\(error)"
        // The stack reports every address that it has tried, at length.
        guard !text.contains("Connection refused") else {
            return "no harness answers at \(place.url) (\(place.urlOrigin)); 'dubcheck serve' starts one"
        }
        return "no answer from the harness at \(place.url): \(text.prefix(300))"
    }
}
