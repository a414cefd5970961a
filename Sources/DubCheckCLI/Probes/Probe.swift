import ArgumentParser
import CookieForecast
import JSON
import Reporting

/// `dubcheck probe`: the very code the product uses, for test suites of other engines (cli.md, section 3).
struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer lines of JSON on standard input, one by one, until its end.",
        shouldDisplay: false,
        subcommands: [ProbePlacement.self, ProbeCookie.self])
}

/// `dubcheck probe placement`: where a script tag ends up.
struct ProbePlacement: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "placement",
        abstract: "Tell where the script tag with a data-probe attribute ends up: head, body, inert or absent.",
        discussion: #"Reads {"id", "html_b64"} lines, writes {"id", "placement"} lines."#)

    func run(in context: Context) async throws -> CommandStatus {
        try ProbeLoop(context: context).run { line throws(ProbeFailure) in
            try PlacementProbe.answer(ProbeRequest(line: line)).compact
        }
    }
}

/// `dubcheck probe cookie`: what the public script leaves in a clean browser.
struct ProbeCookie: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "cookie",
        abstract: "Tell which dub_id cookie the public script leaves in a clean Chromium.",
        discussion:
            #"Reads {"id", "url", "attributes"} lines, writes {"id", "cookie"} lines, the cookie null for none."#)

    func run(in context: Context) async throws -> CommandStatus {
        let now = context.now()
        return try ProbeLoop(context: context).run { line throws(ProbeFailure) in
            do throws(CookieProbe.LineError) {
                return try CookieProbe.answer(String(decoding: line, as: UTF8.self), now: now)
            } catch {
                throw ProbeFailure(message: error.description)
            }
        }
    }
}
