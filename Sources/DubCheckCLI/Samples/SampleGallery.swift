import ArgumentParser
import Evidence
import Foundation
import Gathering
import HTMLPage
import PageURL

/// The samples a running harness offers (`/samples.json`).
struct SampleGallery: Sendable {
    /// A sample page and what must be said of it.
    struct Sample: Sendable, Decodable {
        struct Expected: Sendable, Decodable {
            var `static`: String
        }

        var name: String
        var finding: String?
        var url: String
        var hosts: [String]
        var options: [String]
        var expected: Expected
    }

    private struct Listing: Decodable {
        var samples: [Sample]
    }

    let samples: [Sample]
    private let harness: PageURL

    /// Asks the harness for its samples.
    ///
    /// - Throws: `CommandFailure` when there is no harness at the URL.
    init(at address: String, context: Context) async throws {
        guard let harness = PageURL(address), let list = PageURL("/samples.json", relativeTo: harness) else {
            throw CommandFailure.usage("--url \(address): not an http(s) URL; write it like http://127.0.0.1:8787")
        }
        self.harness = harness
        var options = GatheringOptions()
        options.makesCacheProbe = false
        options.insecure = true
        let gatherer = Gatherer(options: options)
        let evidence = try await gatherer.evidence(for: .url(list))
        await gatherer.close()
        guard let page = evidence.page, page.status == 200,
            let listing = try? JSONDecoder().decode(Listing.self, from: Data(page.body.array))
        else {
            let reason = evidence.failure.map { ": \($0.message)" } ?? ""
            throw CommandFailure.usage(
                "no harness answers at \(address)\(reason); start one with 'dubcheck serve --tls'")
        }
        samples = listing.samples
    }

    /// What becomes of every sample, in their order, so many in flight at a time.
    func outcomes(atMost limit: Int, context: Context) async throws -> [SampleOutcome] {
        try await withThrowingTaskGroup(of: (Int, SampleOutcome).self) { group in
            var outcomes = [SampleOutcome?](repeating: nil, count: samples.count)
            for (index, sample) in samples.enumerated() {
                if index >= limit, let (done, outcome) = try await group.next() { outcomes[done] = outcome }
                let verification = try await Verification(command(for: sample), context: context)
                group.addTask { (index, SampleOutcome(sample: sample, report: try await verification.run())) }
            }
            for try await (done, outcome) in group { outcomes[done] = outcome }
            return outcomes.compactMap { $0 }
        }
    }

    /// The verification that the sample asks for: its hosts lead to the harness, whose certificate is its own.
    func command(for sample: Sample) throws -> Verify {
        let port = harness.effectivePort.map(String.init) ?? ""
        let connections = sample.hosts.flatMap { host in
            [443, 80].map { "--connect-to=\(host):\($0):\(harness.host):\(port)" }
        }
        do {
            return try Verify.parse(sample.options + connections + ["--mode=static", "--insecure", sample.url])
        } catch {
            throw CommandFailure.usage("sample \(sample.name): \(Verify.message(for: error))")
        }
    }
}
