import ArgumentParser
import Evidence
import Foundation
import Gathering
import HTMLPage
import Installation
import PageURL

/// The samples a running harness offers (`/samples.json`).
struct SampleGallery: Sendable {
    /// A sample page and what must be said of it.
    struct Sample: Sendable, Decodable {
        var name: String
        var url: String
        var hosts: [String]
        var options: [String]
        /// Verdicts by mode.
        var expected: [String: String]
        /// Findings by mode; null for none.
        var findings: [String: String?]

        /// What must come out in a mode.
        func expectation(in mode: TargetReport.Mode) -> SampleResult {
            SampleResult(
                verdict: expected[mode.rawValue] ?? "unknown",
                findings: [findings[mode.rawValue] ?? nil].compactMap { $0 })
        }
    }

    private struct Listing: Decodable {
        var samples: [Sample]
    }

    private(set) var samples: [Sample]
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

    /// Leaves only the samples of these names.
    ///
    /// - Throws: `CommandFailure` for a name that no sample has.
    mutating func restrict(to names: [String]) throws(CommandFailure) {
        let known = samples.map(\.name)
        if let name = names.first(where: { !known.contains($0) }) {
            let near = Suggestion.nearest(to: name, in: known).joined(separator: ", ")
            throw .usage("there is no sample '\(name)'" + (near.isEmpty ? "" : "; near it: \(near)"))
        }
        samples = samples.filter { names.contains($0.name) }
    }

    /// What becomes of every sample in a mode, in their order, some at a time.
    ///
    /// - Parameter options: further options for every verification.
    func outcomes(
        in mode: TargetReport.Mode, options: [String], context: Context, onOutcome: @Sendable () -> Void
    ) async throws -> [SampleOutcome] {
        // Most of the time one waits: for answers, or for scripts that may still come.
        let limit = FetchOptions.defaultConcurrency * (mode == .static ? 2 : 3)
        return try await withThrowingTaskGroup(of: (Int, SampleOutcome).self) { group in
            var outcomes = [SampleOutcome?](repeating: nil, count: samples.count)
            for (index, sample) in samples.enumerated() {
                if index >= limit, let (done, outcome) = try await group.next() {
                    outcomes[done] = outcome
                    onOutcome()
                }
                let command = try command(for: sample, in: mode, options: options)
                let verification = try await Verification(command, context: context)
                group.addTask {
                    let report = try await verification.run()
                    return (index, SampleOutcome(expected: sample.expectation(in: mode), mode: mode, report: report))
                }
            }
            for try await (done, outcome) in group {
                outcomes[done] = outcome
                onOutcome()
            }
            return outcomes.compactMap { $0 }
        }
    }

    /// The verification that the sample asks for: its hosts lead to the harness, whose certificate is its own.
    func command(for sample: Sample, in mode: TargetReport.Mode, options: [String]) throws -> Verify {
        let port = harness.effectivePort.map(String.init) ?? ""
        let connections = sample.hosts.flatMap { host in
            [443, 80].map { "--connect-to=\(host):\($0):\(harness.host):\(port)" }
        }
        do {
            return try Verify.parse(
                options + sample.options + connections + ["--mode=\(mode.rawValue)", "--insecure", sample.url])
        } catch {
            throw CommandFailure.usage("sample \(sample.name): \(Verify.message(for: error))")
        }
    }
}
