import Foundation

extension Context {
    /// The process's own streams and surroundings.
    static func live() -> Context {
        let environment = ProcessInfo.processInfo.environment
        return Context(
            output: DescriptorSink(descriptor: STDOUT_FILENO),
            diagnostics: DescriptorSink(descriptor: STDERR_FILENO),
            readInput: { try read(STDIN_FILENO, atMost: 1 << 18) },
            environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath,
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            diagnosticsAreTerminal: isatty(STDERR_FILENO) == 1,
            terminalWidth: terminalWidth(environment),
            now: { Date() })
    }

    /// What has arrived, at most so many bytes; empty at the end.
    private static func read(_ descriptor: Int32, atMost capacity: Int) throws -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                let got = Foundation.read(descriptor, buffer.baseAddress, capacity)
                if got < 0 { failure = errno }
                count = max(got, 0)
            }
            if failure == EINTR { continue }
            guard failure == 0 else {
                throw CommandFailure.usage("standard input cannot be read: \(String(cString: strerror(failure)))")
            }
            return bytes
        }
    }

    private static func terminalWidth(_ environment: [String: String]) -> Int? {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

/// Writes to a file descriptor, unbuffered.
private struct DescriptorSink: TextSink {
    let descriptor: Int32

    func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if written >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                } else if errno == EPIPE {
                    throw OutputClosed()
                } else if errno != EINTR {
                    throw CommandFailure.usage("the output cannot be written: \(String(cString: strerror(errno)))")
                }
            }
        }
    }
}
