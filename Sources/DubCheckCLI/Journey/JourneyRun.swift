import Browser
import DubCheck
import Foundation
import Journey

/// A journey as the command line describes it, ready to run.
struct JourneyRun: Sendable {
    let plan: JourneyPlan
    let sources: [BrowserSource]
    /// For the whole journey, in seconds.
    let timeout: Double
    let userAgent: String?
    let ignoresCertificateErrors: Bool
    /// The folder for a picture of the page on which it fails; nil for the one for files that do not last.
    let pictures: String?
    let context: Context

    /// What a browser brought back.
    private struct Souvenirs: Sendable {
        var evidence: JourneyEvidence
        var browser: String?
        var picture: [UInt8]?
    }

    /// Goes the way, and says how it went.
    ///
    /// - Throws: `CommandFailure` when there is no harness, or no such browser.
    func report(on client: HarnessClient) async throws -> JourneyReport {
        let startedAt = context.now()
        let clock = ContinuousClock.now
        let watch = try await HarnessWatch(client, start: plan.start)
        Signals.endBrowsersFirst()
        let seen = try await look(watch, deadline: clock + .seconds(timeout))
        var report = JourneyReport(
            seen.evidence, toolVersion: dubCheckVersion, startedAt: startedAt,
            duration: (ContinuousClock.now - clock) / .seconds(1), browser: seen.browser)
        if let end = report.end, let picture = seen.picture {
            report.screenshot = keep(picture, of: end.hop, clickID: report.clickID)
        }
        return report
    }

    private func look(_ watch: HarnessWatch, deadline: ContinuousClock.Instant) async throws -> Souvenirs {
        let evidence = JourneyEvidence(plan: plan, shortLink: watch.shortLink)
        let pool = BrowserPool(sources)
        do {
            let seen = try await pool.withPage(options) { browser, page in
                var visitor = JourneyVisitor(page: page, watch: watch, evidence: evidence, deadline: deadline)
                try await visitor.go()
                var seen = Souvenirs(evidence: visitor.evidence, browser: browser.identity.product)
                if JourneyJudge(visitor.evidence).findings.contains(where: \.outcome.isEnd) {
                    seen.picture = await page.screenshot()
                }
                return seen
            }
            await pool.close()
            return seen
        } catch let error as BrowserError {
            await pool.close()
            // What was asked for cannot be had; else the browser is there, and failed.
            switch error {
            case .missing, .invalidEndpoint, .remoteCannot, .unreachable:
                throw CommandFailure.usage(error.description)
            default: break
            }
            var failed = Souvenirs(evidence: evidence)
            failed.evidence.visit.failure = .browser(error.description)
            return failed
        } catch {
            await pool.close()
            throw error
        }
    }

    private var options: PageOptions {
        var options = PageOptions()
        options.userAgent = userAgent
        options.ignoresCertificateErrors = ignoresCertificateErrors
        options.observesNetwork = true
        // The journey keeps its own time; what is left after it is for the last look.
        options.timeout = .seconds(timeout + 10)
        return options
    }

    /// Writes the picture down; one that cannot be kept takes nothing from the report.
    private func keep(_ picture: [UInt8], of hop: JourneyHop, clickID: String?) -> String? {
        let files = FileManager.default
        let path: String
        if let pictures {
            try? files.createDirectory(atPath: context.resolve(pictures), withIntermediateDirectories: true)
            path = "\(pictures)/journey-\(hop.rawValue).png"
        } else {
            path = files.temporaryDirectory.appendingPathComponent("dubcheck-journey-\(clickID ?? "none").png").path
        }
        do {
            try context.writeFile(path, Data(picture))
            return path
        } catch {
            context.say("dubcheck: \(error)")
            return nil
        }
    }
}
