import Foundation

/// The harness of the binary under test, serving its sample pages while browsers are measured.
struct BenchHarness {
    /// Where it answers, such as `http://127.0.0.1:40123`.
    let url: String
    private let process: ChildProcess

    /// Its port.
    var port: String { url.split(separator: ":").last.map(String.init) ?? "" }

    /// Starts it and waits until it is ready.
    init(in folder: URL) throws {
        let variables = folder.appending(path: "harness.env")
        let log = folder.appending(path: "harness.log")
        // Whatever becomes of the benchmark, the harness ends with it.
        process = try ChildProcess(
            [
                "/usr/bin/setpriv", "--pdeathsig", "TERM", Checkout.dubcheck, "serve", "--port", "0", "--tls",
                "--ephemeral", "--env-file", variables.path,
            ], error: .file(log.path))
        let deadline = ContinuousClock.now + .seconds(10)
        var text = ""
        while text.isEmpty, ContinuousClock.now < deadline, !process.hasEnded {
            usleep(10_000)
            text = (try? String(contentsOf: variables, encoding: .utf8)) ?? ""
        }
        let prefix = "DUBCHECK_URL="
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(prefix) }) else {
            process.stop()
            let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            throw BenchError(message: "the harness was not ready within 10 s; it said: \(said)")
        }
        url = String(line.dropFirst(prefix.count))
    }

    /// Ends it.
    func stop() {
        process.stop()
    }
}
