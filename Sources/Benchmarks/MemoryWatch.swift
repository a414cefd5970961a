import Foundation

/// A process is run to its end, and its family watched meanwhile.
///
/// The system's own figure for a process that was waited for will not do: it is the largest of the process and of the
/// children that it has waited for, here the browser.
struct MemoryWatch {
    /// The exit code.
    private(set) var status: CInt = 0
    /// The most that the process itself had resident.
    private(set) var peak = 0
    /// The most that it and its helpers had resident, each at its own time, without the browser.
    var peakWithHelpers: Int { peaks.values.reduce(0, +) }
    /// What still runs of the process groups it started, by name, a second after its end at the latest.
    private(set) var left: [String] = []

    private var peaks: [pid_t: Int] = [:]
    private var groups: Set<pid_t> = []

    /// Runs a command.
    ///
    /// Its output is read here, so that it is looked at once more when the report is made and being written.
    init(_ command: [String]) throws {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchError(message: "no pipe: \(String(cString: strerror(errno)))") }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process: ChildProcess
        do {
            defer { close(ends[1]) }
            process = try ChildProcess(command, output: .descriptor(ends[1]))
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var wanted = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            let isReady = poll(&wanted, 1, 50) > 0
            look(at: process.id)
            if isReady, read(ends[0], &buffer, buffer.count) <= 0 { break }
        }
        status = process.wait()
        peak = peaks[process.id] ?? 0
        left = remaining()
    }

    private mutating func look(at id: pid_t) {
        for entry in ProcessTable().family(of: id) {
            if entry.group != getpgrp() { groups.insert(entry.group) }
            guard !entry.name.hasPrefix("chrom"), let peak = entry.peakMemory else { continue }
            peaks[entry.id] = max(peaks[entry.id] ?? 0, peak)
        }
    }

    /// What was killed takes a moment to be gone.
    private func remaining() -> [String] {
        let deadline = ContinuousClock.now + .seconds(1)
        while true {
            let left = ProcessTable().entries.filter { groups.contains($0.group) && !$0.isZombie }
            if left.isEmpty || ContinuousClock.now > deadline { return left.map(\.name) }
            usleep(20_000)
        }
    }
}
