import CZlib

/// Unpacks gzip files and bodies (RFC 1952), up to a size: a small file can unpack to more than memory holds.
public enum Gunzip {
    /// Why a file cannot be unpacked.
    public enum Failure: Error, Hashable {
        /// It is damaged or breaks off.
        case damaged
        /// It unpacks to more than the limit.
        case tooLarge
    }

    /// Whether the bytes begin as a gzip file does.
    public static func isGzip(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B])
    }

    /// What the file holds, all its members one after the other.
    ///
    /// - Parameter limit: the most bytes that it may unpack to.
    public static func unpack(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        // On the heap: zlib remembers the address and refuses a stream that has moved.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        // 16 beside the size of the window: a gzip file, and nothing else.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { throw .damaged }
        defer { inflateEnd(stream) }
        var packed = bytes
        let result: Result<[UInt8], Failure> = packed.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(clamping: input.count)
            return inflateAll(stream, limit: limit)
        }
        return try result.get()
    }

    private static func inflateAll(
        _ stream: UnsafeMutablePointer<z_stream>, limit: Int
    ) -> Result<[UInt8], Failure> {
        var unpacked: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let (status, count) = chunk.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                let status = inflate(stream, Z_NO_FLUSH)
                return (status, output.count - Int(stream.pointee.avail_out))
            }
            guard unpacked.count + count <= limit else { return .failure(.tooLarge) }
            unpacked += chunk[..<count]
            switch status {
            case Z_OK: continue
            case Z_STREAM_END:
                // Another member, or bytes that only fill the file up.
                let rest = UnsafeBufferPointer(start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
                guard isGzip(rest) else { return .success(unpacked) }
                guard inflateReset(stream) == Z_OK else { return .failure(.damaged) }
            default: return .failure(.damaged)
            }
        }
    }
}
