import Browser
import DubCheck
import Evidence
import Foundation
import Gathering
import Installation

/// A verification as the command line describes it, ready to run.
struct Verification: Sendable {
    let targets: [Target]
    let gathering: GatheringOptions
    let judging: JudgeOptions
    let concurrency: Int
    /// The browser to look with; nil for static mode.
    let browser: BrowserUse?
    /// What the user should know before it runs.
    let notes: [String]
    private let store: EvidenceFolder?
    private let saved: EvidenceFolder?
    private let context: Context

    /// Reads the command's options.
    ///
    /// - Throws: `GatheringError` and `CommandFailure` for targets that are not there, and for a browser that is asked
    ///   for and missing.
    init(_ command: Verify, context: Context) async throws {
        self.context = context
        concurrency = command.fetch.concurrency
        gathering = Self.gathering(command.fetch, context: context)
        judging = try Self.judging(command, context: context)
        store = command.look.save.map { EvidenceFolder(context.resolve($0)) }
        saved = command.look.from.map { EvidenceFolder(context.resolve($0)) }
        if saved != nil {
            guard command.targets.isEmpty, command.look.sitemap.isEmpty, command.look.urlsFrom == nil else {
                throw CommandFailure.usage("--from judges what was kept; give no targets beside it")
            }
            guard store == nil else {
                throw CommandFailure.usage("--from judges what is kept already; give --save when pages are looked at")
            }
            (targets, browser, notes) = ([], nil, [])
            return
        }
        let listed = try command.look.urlsFrom.map { try Self.lines(of: $0, context: context) } ?? []
        let named = command.targets + listed
        var targets = named.isEmpty && !command.look.sitemap.isEmpty ? [] : try Target.expand(named)
        let (pages, skipped) = try await Self.pages(of: command.look.sitemap, options: gathering, context: context)
        let known = Set(targets)
        targets += pages.filter { !known.contains($0) }
        self.targets = targets
        let (browser, notes) = try BrowserChoice(command, targets: targets, context: context).decision()
        self.browser = browser
        self.notes = skipped + notes
    }

    /// Verifies the targets, telling how far it is.
    func run() async throws -> Report {
        if browser != nil { Signals.endBrowsersFirst() }
        if let saved { return try verify(saved, judging: judging, now: gathering.now) }
        let progress = ProgressLine(total: targets.count, context: context)
        let options = VerifyOptions(
            gathering: gathering, judging: judging, concurrency: concurrency, browser: browser, store: store)
        defer { progress.clear() }
        return try await verify(targets, options: options) { _, _ in progress.advance() }
    }

    /// The pages of the sitemaps, each once, and what to say of entries that are none.
    private static func pages(
        of addresses: [String], options: GatheringOptions, context: Context
    ) async throws -> (pages: [Target], notes: [String]) {
        var pages: [Target] = []
        var known: Set<Target> = []
        var notes: [String] = []
        for address in addresses {
            let place = context.fileExists(address) ? context.resolve(address) : address
            let sitemap = try await Sitemap(at: place, options: options)
            pages += sitemap.targets.filter { known.insert($0).inserted }
            let skipped = sitemap.skippedCount
            guard skipped > 0 else { continue }
            notes.append(
                "\(sitemap.name): \(skipped) \(skipped == 1 ? "entry is" : "entries are") no http(s) address and not verified"
            )
        }
        return (pages, notes)
    }

    private static func gathering(_ fetch: FetchOptions, context: Context) -> GatheringOptions {
        var options = GatheringOptions()
        options.timeout = fetch.timeout
        options.headers = fetch.header
        options.cookies = fetch.cookie
        options.basicAuth = fetch.basicAuth
        options.userAgent = fetch.connection.userAgent ?? options.userAgent
        options.connectTo = fetch.connection.connectTo
        options.insecure = fetch.connection.insecure
        options.now = context.now
        return options
    }

    private static func judging(_ command: Verify, context: Context) throws -> JudgeOptions {
        JudgeOptions(
            appURL: command.page.appURL,
            pageURL: command.page.pageURL,
            requestCookies: Dictionary(command.fetch.cookie.map { ($0.name, $0.value) }) { $1 },
            expectations: command.result.expect,
            only: try command.result.onlyIDs,
            skip: try command.result.skippedIDs,
            faults: faults(context.environment))
    }

    /// `DUBCHECK_FAULT=check:ID` makes a check fail inside, which shows that the others stand.
    private static func faults(_ environment: [String: String]) -> Set<String> {
        let words = environment["DUBCHECK_FAULT"]?.split(separator: ",") ?? []
        return Set(words.filter { $0.hasPrefix("check:") }.map { String($0.dropFirst("check:".count)) })
    }

    private static func lines(of path: String, context: Context) throws -> [String] {
        let text = String(decoding: try context.readFile(path), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"]))
        }
        .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !lines.isEmpty else { throw CommandFailure.usage("--urls-from \(path): there is no target in it") }
        var known: Set<String> = []
        return lines.filter { known.insert($0).inserted }
    }
}
