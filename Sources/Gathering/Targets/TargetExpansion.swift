public import Evidence
import PageURL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Target {
    /// The targets that command line arguments name: URLs, files, every HTML file below a folder, `-`.
    ///
    /// - Throws: `GatheringError` for an argument that names nothing that can be verified, with what to write instead.
    public static func expand(_ arguments: [String]) throws(GatheringError) -> [Target] {
        var targets: [Target] = []
        for argument in arguments {
            targets += try expand(argument)
        }
        guard !targets.isEmpty else {
            throw .usage("no target: give a URL, an HTML file, a folder, or - for standard input")
        }
        guard targets.count(where: { $0 == .standardInput }) <= 1 else {
            throw .usage("-: standard input can be read only once; give - once")
        }
        return targets
    }

    private static func expand(_ argument: String) throws(GatheringError) -> [Target] {
        if argument == "-" { return [.standardInput] }
        guard !argument.isEmpty else { throw .usage("an empty target: give a URL, an HTML file, a folder, or -") }
        if let scheme = scheme(of: argument) { return [.url(try url(argument, scheme: scheme))] }
        switch FolderListing.kind(of: argument) {
        case .file:
            guard access(argument, R_OK) == 0 else {
                throw .environment("\(argument): no permission to read it; change its permissions or the user")
            }
            return [.file(argument)]
        case .folder:
            let files = try FolderListing.htmlFiles(below: argument)
            guard !files.isEmpty else {
                throw .usage("\(argument): no .html file in this folder or below; give another folder or a file")
            }
            return files.map { .file($0) }
        case .missing:
            throw .usage("\(argument): \(adviceForMissing(argument))")
        }
    }

    /// The URL that an argument is.
    static func url(_ text: String, scheme: String) throws(GatheringError) -> PageURL {
        switch scheme {
        case "http", "https":
            do throws(PageURLError) {
                return try PageURL(parsing: text)
            } catch {
                throw .usage(
                    "\(text): not a valid URL: \(error); write it as a browser shows it, like https://acme.test/")
            }
        case "file":
            throw .usage("\(text): for a file on disk give its path, without file://")
        default:
            throw .usage("\(text): only http:// and https:// pages can be verified, not \(scheme)://")
        }
    }

    /// The scheme of something written as a URL, in lower case; nil for what may be a path.
    static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon].lowercased()
        guard let first = scheme.utf8.first, isLetter(first),
            scheme.utf8.allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
        else { return nil }
        // `http:acme.test` is a URL to browsers; with any other word before the colon it may be a host and a port.
        return text[colon...].hasPrefix("://") || scheme == "http" || scheme == "https" ? scheme : nil
    }

    /// What to say of an argument that is no URL and no path of anything.
    static func adviceForMissing(_ argument: String) -> String {
        guard let host = argument.split(separator: "/", omittingEmptySubsequences: false).first, !host.isEmpty,
            isHost(String(host))
        else { return "no such file or folder; check the path" }
        let isLocal = host == "localhost" || host.hasPrefix("localhost:")
        return "no such file or folder; for a page on the web write \(isLocal ? "http" : "https")://\(argument)"
    }

    /// Whether this looks like a host name, perhaps with a port, and not like the name of an HTML file.
    private static func isHost(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy(isDigit)) else {
            return false
        }
        let name = parts[0].lowercased()
        if name == "localhost" { return true }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last,
            !["html", "htm", "xhtml", "php", "txt", "xml", "gz"].contains(last)
        else {
            return false
        }
        return labels.allSatisfy { label in
            !label.isEmpty && !label.unicodeScalars.contains { $0.value < 0x80 && !isNameCharacter($0) }
        }
    }

    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
