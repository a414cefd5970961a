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
            (targets, browser, notes) = ([], nil, [])
            return
        }
        let listed = try command.look.urlsFrom.map { try Self.lines(of: $0, context: context) } ?? []
        var mapped: [Target] = []
        for sitemap in command.look.sitemap {
            mapped += try await Sitemap.targets(at: sitemap, options: gathering)
        }
        let named = command.targets + listed
        targets = (named.isEmpty && !mapped.isEmpty ? [] : try Target.expand(named)) + mapped
        (browser, notes) = try BrowserChoice(command, targets: targets, context: context).decision()
    }

    /// Verifies the targets, telling on a terminal how far it is.
    func run() async throws -> Report {
        if browser != nil { Signals.endBrowsersFirst() }
        if let saved { return try verify(saved, judging: judging, now: gathering.now) }
        let progress = ProgressLine(total: targets.count, context: context)
        let options = VerifyOptions(
            gathering: gathering, judging: judging, concurrency: concurrency, browser: browser, store: store)
        let report = try await verify(targets, options: options) { _, _ in progress.advance() }
        progress.clear()
        return report
    }

    private static func gathering(_ fetch: FetchOptions, context: Context) -> GatheringOptions {
        var options = GatheringOptions()
        options.timeout = fetch.timeout
        options.headers = fetch.header
        options.cookies = fetch.cookie
        options.basicAuth = fetch.basicAuth
        options.userAgent = fetch.userAgent ?? options.userAgent
        options.connectTo = fetch.connectTo
        options.insecure = fetch.insecure
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
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !lines.isEmpty else { throw CommandFailure.usage("--urls-from \(path): there is no target in it") }
        return lines
    }
}
