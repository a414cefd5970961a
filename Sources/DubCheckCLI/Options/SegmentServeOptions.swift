import ArgumentParser
import Harness
import JSON

/// How the harness stands in for Segment.
struct SegmentServeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Destinations that are as this says at each start, whatever the data has: JSON.",
            discussion: """
                {"destinations": [{"name", "apiKey", "enabled", "subscriptions"}]}; in dubcheck.json the object itself, \
                under "segment". Subscriptions are a list as 'dubcheck segment export' writes it. A destination is told \
                by its name ("Dub (Actions)" if it has none); what is left out, or not listed, stays.
                """,
            valueName: "json"),
        transform: SegmentSetup.init(argument:))
    var segment: SegmentSetup?

    @Option(
        help: ArgumentHelp(
            "The path in the host that your SDKs are told, such as /seg for a proxy's: calls are taken below it, and "
                + "one that has lost it is noted.", valueName: "path"),
        transform: Self.hostPath)
    var segmentPath: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Answer calls with an unknown write key 401; Segment answers 200 and forgets them.")
    var strictWriteKey = false

    @Flag(
        inversion: .prefixedNo,
        help: "Of a batch with an event above 32 KB, drop that event only; else the batch is refused.")
    var dropOversized = false

    static let settings = [
        Setting("segment", takesJSON: true, secret: .member("apiKey")), Setting("segment-path"),
        Setting("strict-write-key", .flag, default: "false"), Setting("drop-oversized", .flag, default: "false"),
    ]

    /// Sets what the options say.
    func apply(to configuration: inout HarnessConfiguration) {
        configuration.segment.setup = segment
        configuration.segment.hostPath = segmentPath ?? ""
        configuration.segment.refusesUnknownKeys = strictWriteKey
        configuration.segment.discardsOversizedEvents = dropOversized
    }

    /// A path without a slash at its end.
    private static func hostPath(_ argument: String) throws -> String {
        let path = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
        let isPlain = path.utf8.allSatisfy { byte in
            let scalar = Unicode.Scalar(byte)
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            return isLetter || "0123456789-._~/".unicodeScalars.contains(scalar)
        }
        guard path.hasPrefix("/"), isPlain, !path.contains("//") else {
            throw ValidationError("'\(argument)' is no path; write it as /seg")
        }
        return path
    }
}

extension SegmentSetup {
    /// Reads the text of an option.
    init(argument: String) throws {
        let json: JSONValue
        do {
            json = try JSONValue(json: argument.utf8)
        } catch {
            throw ValidationError(#"not JSON: \#(error); write it as {"destinations": [{"name": …}]}"#)
        }
        do throws(Problem) {
            try self.init(json: json)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
