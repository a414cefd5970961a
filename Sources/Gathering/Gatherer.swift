public import Evidence
import PageURL

/// Gathers evidence: fetches pages and their script files, or reads them from disk.
///
/// It judges nothing. One gatherer serves a whole run: connections and script files are shared by its targets. Nothing of the network
/// stack starts before the first URL. Call `close()` when done.
public final class Gatherer: Sendable {
    private let options: GatheringOptions
    private let fetcher: HTTPFetcher
    private let scripts = ScriptCache()

    /// A gatherer with the options of a run.
    public init(options: GatheringOptions = GatheringOptions()) {
        self.options = options
        fetcher = HTTPFetcher(options: options)
    }

    /// Closes all connections; nothing can be fetched afterwards.
    public func close() async {
        await fetcher.close()
    }

    /// Everything seen of one target; trouble with a page is part of it.
    ///
    /// - Throws: `GatheringError` for a file that cannot be read.
    public func evidence(for target: Target) async throws(GatheringError) -> TargetEvidence {
        switch target {
        case .url(let url):
            return await evidence(of: url)
        case .file(let path):
            return evidence(
                of: try FileReader.read(path, limit: options.fileSizeLimit), target: target)
        case .standardInput:
            return evidence(of: try standardInput(), target: target)
        }
    }

    /// Everything seen of several targets, at most so many in flight.
    ///
    /// The evidence of a target is handed over with the target's index as soon as it is complete, in any order and from
    /// several tasks, and not kept: memory depends on the concurrency, not on the number of targets.
    ///
    /// - Throws: the first `GatheringError`, of a target or of `each`; targets in flight are still finished, the others
    ///   are not begun.
    public func evidence(
        for targets: [Target], concurrency: Int,
        each: @escaping @Sendable (_ index: Int, _ evidence: TargetEvidence) async throws(GatheringError) -> Void
    ) async throws(GatheringError) {
        let failure = FirstError()
        await eachConcurrently(targets.indices, atMost: concurrency) { index in
            guard await failure.error == nil, !Task.isCancelled else { return }
            do throws(GatheringError) {
                try await each(index, try await self.evidence(for: targets[index]))
            } catch {
                await failure.note(error)
            }
        } consume: { _ in
        }
        if let error = await failure.error { throw error }
    }

    private func evidence(of named: PageURL) async -> TargetEvidence {
        let started = ContinuousClock.now
        // A user and password in the URL are used and go no further: evidence is kept and shown, and relative URLs of
        // the page would inherit them.
        let url = named.withoutCredentials
        let options = options.signingIn(as: RequestFields.credentials(in: named))
        let deadline = Deadline(in: options.timeout)
        let probeValue = options.probeValue()
        var evidence = TargetEvidence(target: .url(url), startedAt: options.now(), probeValue: probeValue)
        let follower = RedirectFollower(fetcher: fetcher, maximumHops: options.maximumHops)
        let looker = Looker(
            target: url, probeValue: probeValue, options: options, follower: follower, reader: PageReader(),
            deadline: deadline)
        let served = Promise<LookPlan.Outcome>()
        async let capture = capture(
            of: url, options: options, probeValue: probeValue, served: served, deadline: deadline)
        let outcome = await LookPlan(looker: looker, options: options).run()
        await served.keep(outcome)
        evidence.hops = outcome.decisive.hops
        switch outcome.decisive.result {
        case .success(let page): evidence.page = page
        case .failure(let failure): evidence.failure = failure
        }
        evidence.cacheProbe = outcome.cacheProbe
        let files = ScriptFetcher(options: options, follower: follower, cache: scripts)
        evidence.scriptFiles = await files.files(of: outcome.pages, target: url, deadline: deadline)
        if let capture = await capture {
            evidence.capture = capture
            evidence.scriptFiles += await files.files(
                seenIn: capture, known: evidence.scriptFiles, target: url, deadline: deadline)
        }
        evidence.duration = (ContinuousClock.now - started) / .seconds(1)
        return evidence
    }

    /// What a browser sees of the page, when there is one.
    private func capture(
        of url: PageURL, options: GatheringOptions, probeValue: String, served: Promise<LookPlan.Outcome>,
        deadline: Deadline
    ) async -> Capture? {
        guard let browser = options.browser else { return nil }
        return await LiveLooker(
            browser: browser, options: options, target: url, probeValue: probeValue, deadline: deadline
        ).capture(served: served)
    }

    /// Evidence of HTML that is at hand; what it refers to is not fetched, for its place on the web is not known.
    private func evidence(of bytes: [UInt8], target: Target) -> TargetEvidence {
        let started = ContinuousClock.now
        var evidence = TargetEvidence(target: target, startedAt: options.now(), probeValue: options.probeValue())
        evidence.page = PageEvidence(url: nil, body: Bytes(bytes))
        evidence.duration = (ContinuousClock.now - started) / .seconds(1)
        return evidence
    }

    private func standardInput() throws(GatheringError) -> [UInt8] {
        do {
            return try options.standardInput(options.fileSizeLimit)
        } catch let error as GatheringError {
            throw error
        } catch {
            throw .environment("standard input: cannot be read: \(error)")
        }
    }
}

/// The first error of a run.
private actor FirstError {
    private(set) var error: GatheringError?

    func note(_ error: GatheringError) {
        self.error = self.error ?? error
    }
}
