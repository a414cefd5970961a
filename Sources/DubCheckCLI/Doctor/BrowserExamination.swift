import Browser
import Evidence
import Foundation
import HTMLPage

/// Whether pages can be looked at: a browser, a driver for those who want one, the library for the HTML.
struct BrowserExamination: Sendable {
    /// The browser to start; nil for the first that is found.
    var browser: String?
    var sandbox: Bool
    var context: Context

    /// Starts the browser as `verify` does, and opens a page in it: a binary that is there may lack libraries, or a sandbox.
    func browserStarts() async -> Examination {
        do {
            var options = BrowserOptions()
            let executable = try BrowserLocator(named: browser, in: context).locate()
            options.executable = executable
            options.sandbox = sandbox
            let start = ContinuousClock.now
            let product = try await Browser.withBrowser(options) { browser in
                try await browser.withPage { page in
                    try await page.navigate(to: "about:blank")
                    _ = try await page.evaluate("document.title")
                }
                return browser.identity.product
            }
            let tenths = Int(((ContinuousClock.now - start) / .milliseconds(100)).rounded())
            return Examination(
                name: "browser", state: .ok,
                message: "\(product), \(executable), has opened a page in \(tenths / 10).\(tenths % 10) s"
                    + (sandbox ? "" : ", without its sandbox"))
        } catch {
            return Examination(name: "browser", state: .missing, message: "\(error)")
        }
    }

    /// Looks for a WebDriver server, and asks it for its version.
    func driverIsThere() -> Examination {
        guard let found = context.executable("chromedriver") else {
            return Examination(
                name: "driver", state: .optional,
                message: "no chromedriver on PATH; only 'verify --browser-endpoint http://…' needs one, which the "
                    + "Debian package chromium-driver has")
        }
        guard let version = Self.version(of: found) else {
            return Examination(
                name: "driver", state: .optional,
                message: "\(found) does not run; only 'verify --browser-endpoint http://…' needs it: install the "
                    + "Debian package chromium-driver again")
        }
        return Examination(name: "driver", state: .ok, message: "\(version), \(found)")
    }

    /// What a program says of its version, without what is in parentheses; nil where it does not run.
    private static func version(of program: String) -> String? {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--version"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.prefix { !$0.hasPrefix("(") }.joined(separator: " ")
    }

    /// Without the library this program would not have started; which one it is can matter.
    func libraryIsThere() -> Examination {
        Examination(name: "libxml2", state: .ok, message: LibXML2.version)
    }
}
