import ArgumentParser
import Foundation
import Gathering

/// How pages are reached.
struct FetchOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Seconds a target may take.", valueName: "seconds"))
    var timeout = 30.0

    @Option(help: ArgumentHelp("Seconds a browser waits for late scripts.", valueName: "seconds"))
    var wait = 5.0

    @Option(help: ArgumentHelp("Pages in flight; by default the processor's cores, at most 4.", valueName: "n"))
    var concurrency = Self.defaultConcurrency

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A header field to send, as 'Name: value'; may be repeated.", valueName: "field"),
        transform: Self.header)
    var header: [GatheringOptions.NamedValue] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A cookie to send; may be repeated.", valueName: "name=value"),
        transform: Self.cookie)
    var cookie: [GatheringOptions.NamedValue] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Credentials for a protected page.", valueName: "user:password"),
        transform: Self.basicAuth)
    var basicAuth: GatheringOptions.BasicAuth?

    @OptionGroup var connection: ConnectionOptions

    static let defaultConcurrency = min(4, ProcessInfo.processInfo.activeProcessorCount)

    static let settings =
        [
            Setting("timeout", default: "30.0"),
            Setting("wait", default: "5.0"),
            Setting("concurrency", default: String(defaultConcurrency)),
            Setting("header", .list, secret: .headerValue),
            Setting("cookie", .list, secret: .after("=")),
            Setting("basic-auth", secret: .after(":")),
        ] + ConnectionOptions.settings

    func validate() throws {
        guard timeout.isFinite, timeout > 0 else {
            throw ValidationError("--timeout \(timeout): must be more than 0 seconds")
        }
        guard wait.isFinite, wait >= 0 else {
            throw ValidationError("--wait \(wait): must be 0 seconds or more")
        }
        guard (1...1000).contains(concurrency) else {
            throw ValidationError("--concurrency \(concurrency): must be from 1 to 1000")
        }
    }

    private static func header(_ text: String) throws -> GatheringOptions.NamedValue {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, isToken(parts[0]), !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw ValidationError("write it as 'Name: value', for example 'X-Preview: 1'")
        }
        return .init(name: String(parts[0]), value: parts[1].trimmingCharacters(in: .whitespaces))
    }

    private static func cookie(_ text: String) throws -> GatheringOptions.NamedValue {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let isClean = !text.unicodeScalars.contains { $0.value < 0x20 || $0 == ";" }
        guard parts.count == 2, isToken(parts[0]), isClean else {
            throw ValidationError("write it as NAME=VALUE, one cookie each time")
        }
        return .init(name: String(parts[0]), value: String(parts[1]))
    }

    private static func basicAuth(_ text: String) throws -> GatheringOptions.BasicAuth {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw ValidationError("write it as USER:PASSWORD") }
        return .init(user: String(parts[0]), password: String(parts[1]))
    }

    /// A token of RFC 9110, 5.6.2: what names of fields and cookies are made of.
    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                let scalar = Unicode.Scalar(byte)
                return scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                    || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
            }
    }
}
