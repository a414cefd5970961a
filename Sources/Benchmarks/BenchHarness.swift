import Foundation

/// The harness of the binary under test, serving its sample pages while browsers are measured.
struct BenchHarness {
    /// Where it answers, such as `http://127.0.0.1:40123`.
    let url: String
    /// The secret key.
    let key: String
    /// The key of Segment's source.
    let segmentWriteKey: String
    private let process: ChildProcess

    /// Its process id.
    var id: pid_t { process.id }

    /// Its port.
    var port: String { url.split(separator: ":").last.map(String.init) ?? "" }

    /// Starts it and waits until it is ready.
    ///
    /// - Parameter data: the options that say where its data is.
    init(in folder: URL, _ data: String...) throws {
        let variables = folder.appending(path: "harness.env")
        let log = folder.appending(path: "harness.log")
        // Whatever becomes of the benchmark, the harness ends with it.
        process = try ChildProcess(
            [
                "/usr/bin/setpriv", "--pdeathsig", "TERM", Checkout.dubcheck, "serve", "--port", "0", "--tls",
                "--env-file", variables.path,
            ] + (data.isEmpty ? ["--ephemeral"] : data), error: .file(log.path))
        let deadline = ContinuousClock.now + .seconds(10)
        var text = ""
        while text.isEmpty, ContinuousClock.now < deadline, !process.hasEnded {
            usleep(10_000)
            text = (try? String(contentsOf: variables, encoding: .utf8)) ?? ""
        }
        let lines = text.split(separator: "\n")
        guard let address = lines.value(of: "DUBCHECK_URL"), let key = lines.value(of: "DUB_API_KEY"),
            let writeKey = lines.value(of: "SEGMENT_WRITE_KEY")
        else {
            process.stop()
            let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            throw BenchError(message: "the harness was not ready within 10 s; it said: \(said)")
        }
        url = address
        self.key = key
        segmentWriteKey = writeKey
    }

    /// Follows the link of the seed, and answers with the click id.
    func click() throws -> String {
        let location = try ask(
            "/r/demo", "--user-agent", "Mozilla/5.0 Chrome/131.0.0.0", "--write-out", "%{redirect_url}")
        guard let id = location.split(separator: "=").last else {
            throw BenchError(message: "no click id: \(location)")
        }
        return String(id)
    }

    /// How many events of a kind there are.
    func count(_ event: String) throws -> Int {
        let answer = try ask("/analytics?event=\(event)&interval=all")
        return answer.firstMatch(of: /"clicks":(\d+)/).flatMap { Int($0.1) } ?? 0
    }

    /// What curl prints of a request with the secret key.
    func ask(_ path: String, _ options: String...) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "dubcheck-curl-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = try ChildProcess(
            ["/usr/bin/curl", "--silent", "--header", "Authorization: Bearer \(key)"] + options + [url + path],
            output: .file(file.path))
        guard process.wait() == 0 else { throw BenchError(message: "curl failed: \(path)") }
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// Ends it.
    func stop() {
        process.stop()
    }
}

extension [Substring] {
    /// The value of a variable among lines of `NAME=value`.
    fileprivate func value(of name: String) -> String? {
        first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}
