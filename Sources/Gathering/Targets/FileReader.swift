#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads files and standard input whole, up to a limit, without the detours of a general file API.
enum FileReader {
    /// The bytes of the file at the path.
    ///
    /// - Throws: `GatheringError` when it is not there, not readable, not a file, or larger than the limit.
    static func read(
        _ path: String, limit: Int, as kind: String = "HTML page"
    ) throws(GatheringError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw failure(path, EISDIR) }
        return try read(descriptor, named: path, expecting: Int(status.st_size), limit: limit, as: kind)
    }

    /// The bytes of standard input up to its end.
    static func readStandardInput(limit: Int) throws(GatheringError) -> [UInt8] {
        try read(STDIN_FILENO, named: "standard input", expecting: 0, limit: limit)
    }

    private static func read(
        _ descriptor: Int32, named name: String, expecting size: Int, limit: Int, as kind: String = "HTML page"
    ) throws(GatheringError) -> [UInt8] {
        guard size <= limit else { throw tooLarge(name, limit: limit, kind: kind) }
        // One byte more than expected, so that a regular file is read in two calls: its bytes, and the end.
        var bytes = [UInt8]()
        var room = max(size + 1, 65_536)
        while true {
            let (chunk, error) = readChunk(descriptor, capacity: room)
            if error == EINTR { continue }
            guard error == 0 else { throw failure(name, error) }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= limit else { throw tooLarge(name, limit: limit, kind: kind) }
            room = max(size + 1 - bytes.count, 65_536)
        }
    }

    private static func readChunk(_ descriptor: Int32, capacity: Int) -> (bytes: [UInt8], error: Int32) {
        var error: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            #if canImport(Glibc)
                let got = Glibc.read(descriptor, buffer.baseAddress, capacity)
            #elseif canImport(Musl)
                let got = Musl.read(descriptor, buffer.baseAddress, capacity)
            #else
                let got = Darwin.read(descriptor, buffer.baseAddress, capacity)
            #endif
            if got < 0 { error = errno }
            count = max(got, 0)
        }
        return (bytes, error)
    }

    private static func tooLarge(_ name: String, limit: Int, kind: String) -> GatheringError {
        .usage("\(name): larger than \(limit / 1_000_000) MB, which no \(kind) is")
    }

    private static func failure(_ name: String, _ error: Int32) -> GatheringError {
        switch error {
        case ENOENT, ENOTDIR: .usage("\(name): no such file; check the path")
        case EACCES, EPERM: .environment("\(name): no permission to read it; change its permissions or the user")
        case EISDIR: .usage("\(name): a folder, not a file")
        default: .environment("\(name): cannot be read: \(String(cString: strerror(error)))")
        }
    }
}
