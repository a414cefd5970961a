import Foundation

/// What a run with a temporary folder of its own has on this machine: browsers, what watches over them, and files.
struct Traces: Sendable {
    /// The folder that the run was given as `TMPDIR`.
    let folder: URL

    /// The browser that runs in the folder: the leader of its process group.
    var browser: Int32? {
        Self.processes { id in
            Self.command(of: id).contains("--user-data-dir=\(folder.path)/") && Self.group(of: id) == id
        }.first
    }

    /// Processes that name the folder: browsers, and guards of their folders.
    var processes: [Int32] {
        Self.processes { Self.command(of: $0).contains(folder.path) }
    }

    /// Files and folders in it.
    var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    /// Running processes of a group; those that have ended and wait to be reaped do not count.
    static func running(inGroup group: Int32) -> [Int32] {
        processes { self.group(of: $0) == group }
    }

    private static func processes(where condition: (Int32) -> Bool) -> [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
            .filter(condition)
    }

    private static func command(of id: Int32) -> String {
        let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
        return String(decoding: line, as: UTF8.self)
    }

    /// The group of a process; nil when it has ended.
    private static func group(of id: Int32) -> Int32? {
        // "pid (name) state parent group …"; the name may hold anything.
        guard let line = FileManager.default.contents(atPath: "/proc/\(id)/stat"),
            let fields = String(decoding: line, as: UTF8.self).split(separator: ")").last?.split(separator: " "),
            fields.count > 2, fields[0] != "Z"
        else { return nil }
        return Int32(fields[2])
    }
}

/// Waits until a condition holds, at most 15 seconds, and says whether it does.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<750 {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return condition()
}
