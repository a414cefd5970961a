/// Answers lines of JSON in their order as they arrive: a line waits for no later one, and memory holds one line.
struct ProbeLoop: Sendable {
    let context: Context

    /// Answers every line that is not blank.
    ///
    /// - Throws: `CommandFailure` with the number of the first line that cannot be answered; those before it are.
    func run(_ answer: (_ line: ArraySlice<UInt8>) throws(ProbeFailure) -> String) throws -> CommandStatus {
        var pending: [UInt8] = []
        var number = 0
        var answers = ""
        var isAtEnd = false
        while !isAtEnd {
            let chunk = try context.readInput()
            isAtEnd = chunk.isEmpty
            pending += isAtEnd ? [UInt8(ascii: "\n")] : chunk
            // Only what is new can end a line, so that a long line is searched once.
            var searched = pending.count - max(chunk.count, 1)
            var start = 0
            while let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                do {
                    let line = pending[start..<end]
                    if line.contains(where: { $0 > 0x20 }) { answers += try answer(line) + "\n" }
                } catch {
                    try context.output.write(answers)
                    throw CommandFailure.usage("line \(number) of the input: \(error.message)")
                }
                start = end + 1
                searched = start
            }
            pending.removeFirst(start)
            try context.output.write(answers)
            answers = ""
        }
        return .passed
    }
}

/// Why a line cannot be answered.
struct ProbeFailure: Error, Equatable {
    var message: String
}
