import Browser
import DubCheck
import Gathering
import Harness
import Installation
import Reporting

extension Verifier {
    /// Verifies pages for the dashboard as `dubcheck verify` does with its defaults.
    ///
    /// - Parameter names: hosts beside those of this machine, as browsers print them, or `any`.
    init(allowing names: [String], in context: Context) {
        let allowance = HostAllowance(naming: names)
        let options = VerifyOptions(gathering: Self.gathering(context))
        do {
            let browser = try Self.browser(context)
            self.init(allowance: allowance, modes: [.static, .browser]) { url, mode in
                var options = options
                if mode == .browser { options.browser = browser }
                return try await Self.report(url, options)
            }
        } catch {
            let note =
                "There is no browser to look with, so pages are judged from HTML, headers and script file: \(error)"
            self.init(allowance: allowance, modes: [.static], notes: [note]) { url, _ in
                try await Self.report(url, options)
            }
        }
    }

    private static func report(_ url: String, _ options: VerifyOptions) async throws -> String {
        let report = try await DubCheck.verify(Target.expand([url]), options: options)
        return ReportFormat.json.render(report)
    }

    private static func gathering(_ context: Context) -> GatheringOptions {
        var options = GatheringOptions()
        options.now = context.now
        return options
    }

    private static func browser(_ context: Context) throws(BrowserError) -> BrowserUse {
        var options = BrowserOptions()
        options.disposesBehind = true
        options.executable = try BrowserLocator(environment: context.environment).locate()
        return BrowserUse(sources: [.launch(options)])
    }
}
