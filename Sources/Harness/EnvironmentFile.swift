internal import Foundation

/// The variables an app under test needs, as a file that a shell can read in.
///
/// Plain values stand bare, so that readers which know no quotes (`docker run --env-file`) take them too. The
/// file is there, whole, or not at all: it is written beside its place and renamed. Only its owner may read it.
public struct EnvironmentFile: Sendable {
    /// Where the file is.
    public let path: String

    /// Writes the variables as `NAME=value` lines, replacing a file of that name.
    ///
    /// - Throws: ``HarnessError`` when a name or a value cannot be written safely, or the file cannot be made.
    public static func write(_ variables: [(name: String, value: String)], to path: String) throws(HarnessError)
        -> EnvironmentFile
    {
        let text = try contents(variables, path: path)
        let temporary = path + ".\(getpid()).tmp"
        do {
            try create(temporary, text: text)
            guard rename(temporary, path) == 0 else { throw POSIXFailure(errno) }
        } catch {
            unlink(temporary)
            throw HarnessError.environmentFileUnusable(path: path, reason: "\(error)")
        }
        return EnvironmentFile(path: path)
    }

    /// Removes the file; one that is gone already is no trouble.
    public func remove() {
        unlink(path)
    }

    /// The text of the file.
    static func contents(_ variables: [(name: String, value: String)], path: String) throws(HarnessError) -> String {
        var text = ""
        for (name, value) in variables {
            guard isName(name) else {
                throw HarnessError.environmentFileUnusable(path: path, reason: "'\(name)' is no name of a variable")
            }
            guard let quoted = quote(value) else {
                throw HarnessError.environmentFileUnusable(
                    path: path, reason: "the value of \(name) holds a line break or another control character")
            }
            text += "\(name)=\(quoted)\n"
        }
        return text
    }

    /// The value so that a POSIX shell reads exactly it; nil for control characters, which would break the lines.
    static func quote(_ value: String) -> String? {
        guard !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return nil }
        return ShellWord.quote(value)
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }

    private static func create(_ path: String, text: String) throws {
        // A leftover of a killed run, or a link somebody put there, is not written through.
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXFailure(errno) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw POSIXFailure(errno) }
            rest = rest.dropFirst(written)
        }
    }
}

/// A refusal of the operating system in its own words.
private struct POSIXFailure: Error, CustomStringConvertible {
    let code: Int32

    init(_ code: Int32) { self.code = code }

    var description: String { String(cString: strerror(code)) }
}
