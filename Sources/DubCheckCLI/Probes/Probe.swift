import ArgumentParser
import CookieForecast
import JSON
import Reporting
import Segment

/// `dubcheck probe`: the very code the product uses, for test suites of other engines (cli.md, section 3).
struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer lines of JSON on standard input, one by one, until its end.",
        shouldDisplay: false,
        subcommands: [
            ProbePlacement.self, ProbeCookie.self, ProbeFQL.self, ProbeMapping.self, ProbeDestination.self,
        ])
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

/// `dubcheck probe fql`: whether an event meets a trigger or a filter.
struct ProbeFQL: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "fql",
        abstract: "Tell whether an event meets a trigger of Segment.",
        discussion: #"""
            Reads {"id", "dialect", "fql", "event"} lines, the dialect trigger or filter; writes {"id", "result"} lines, with \#
            "invalid" and "message" for a trigger that is none.
            """#)

    func run(in context: Context) async throws -> CommandStatus {
        try ProbeLoop(context: context).run(FQLProbe.answer)
    }
}

/// `dubcheck probe mapping`: what a mapping makes of an event.
struct ProbeMapping: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping",
        abstract: "Tell what a mapping of Segment makes of an event.",
        discussion: #"Reads {"id", "mapping", "payload"} lines, writes {"id", "output"} or {"id", "errors"} lines."#)

    func run(in context: Context) async throws -> CommandStatus {
        try ProbeLoop(context: context).run(MappingProbe.answer)
    }
}

/// `dubcheck probe destination`: what the destination "Dub (Actions)" does with an event.
struct ProbeDestination: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "destination",
        abstract: "Tell what Segment's destination \"Dub (Actions)\" does with an event.",
        discussion: #"""
            Reads {"id", "action", "settings", "trigger", "mapping", "mapping_overrides", "event", "destination_reply"} \#
            lines, writes {"id", "outcome", "requests"} lines with what belongs to the outcome.
            """#)

    func run(in context: Context) async throws -> CommandStatus {
        try ProbeLoop(context: context).run(DestinationProbe.answer)
    }
}

extension ProbeLoop {
    /// Answers every line with a probe of Segment.
    fileprivate func run(_ answer: (String) throws(ProbeError) -> String) throws -> CommandStatus {
        try run { line throws(ProbeFailure) in
            do throws(ProbeError) {
                return try answer(String(decoding: line, as: UTF8.self))
            } catch {
                throw ProbeFailure(message: error.description)
            }
        }
    }
}
