import Evidence
import PageURL

/// Fetches the script files of pages, with redirects, as a browser would for the page.
struct ScriptFetcher: Sendable {
    /// The options of the run.
    var options: GatheringOptions
    /// Follows the redirects.
    var follower: RedirectFollower
    /// The files of the run.
    var cache: ScriptCache

    /// The files that are candidates in any of the pages, one per URL, in the order they are found.
    func files(of pages: [PageEvidence], target: PageURL, deadline: Deadline) async -> [ScriptFile] {
        var wanted: [(url: PageURL, page: PageURL)] = []
        for page in Self.differing(pages) {
            for url in options.scriptCandidates(page) where !wanted.contains(where: { $0.url == url }) {
                wanted.append((url, page.url ?? target))
            }
        }
        var files: [Int: ScriptFile] = [:]
        await eachConcurrently(wanted.enumerated(), atMost: options.concurrentScripts) { index, script in
            (index, await file(script.url, page: script.page, target: target, deadline: deadline))
        } consume: { index, file in
            files[index] = file
        }
        return wanted.indices.compactMap { files[$0] }
    }

    /// The files that a browser's looks make worth fetching, beside those that are known already.
    ///
    /// A browser hides some causes: of a file of another origin that answers 404 it only says that it was blocked.
    func files(
        seenIn capture: Capture, known: [ScriptFile], target: PageURL, deadline: Deadline
    ) async -> [ScriptFile] {
        var files: [ScriptFile] = []
        for candidate in options.browser?.scriptCandidates(capture) ?? [] {
            guard let url = PageURL(candidate.url), url.isHTTP, !(known + files).contains(where: { $0.url == url })
            else { continue }
            let page = PageURL(candidate.page) ?? target
            files.append(await file(url, page: page, target: target, deadline: deadline))
        }
        return files
    }

    /// The pages without those that are the same document at the same place, which would name the same files again.
    private static func differing(_ pages: [PageEvidence]) -> [PageEvidence] {
        pages.enumerated().filter { index, page in
            !pages[..<index].contains { earlier in
                earlier.body == page.body && earlier.url?.origin == page.url?.origin
                    && earlier.url?.path == page.url?.path
            }
        }.map(\.element)
    }

    private func file(_ url: PageURL, page: PageURL, target: PageURL, deadline: Deadline) async -> ScriptFile {
        let carriesCredentials = RequestFields.mayCarryCredentials(to: url, of: target)
        let key = ScriptCache.Key(
            url: url, origin: page.origin, credentialsOf: carriesCredentials ? target.origin : nil)
        return await cache.file(key) {
            await fetch(url, page: page, target: target, deadline: deadline)
        }
    }

    private func fetch(_ url: PageURL, page: PageURL, target: PageURL, deadline: Deadline) async -> ScriptFile {
        let fields = RequestFields(
            purpose: .script(page: page), userAgent: options.userAgent, target: target, options: options)
        var journey = Journey(from: url)
        do {
            let answer = try await follower.follow(
                &journey, fields: fields, sizeLimit: options.scriptSizeLimit, deadline: deadline)
            return ScriptFile(
                url: url, hops: journey.hops, status: answer.status, fields: answer.fields,
                body: Bytes(answer.body), isTruncated: answer.isTruncated,
                digests: answer.isTruncated ? [:] : ScriptDigests.of(answer.body))
        } catch {
            return ScriptFile(url: url, hops: journey.hops, failure: error)
        }
    }
}
