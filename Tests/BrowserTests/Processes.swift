import Foundation

/// What /proc says of a browser's processes.
enum Processes {
    /// Running processes (not zombies) of a process group.
    static func running(inGroup group: Int32) -> [Int32] {
        let ids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
        return ids.filter { id in
            // "pid (name) state parent group …"; the name may hold anything.
            guard let line = FileManager.default.contents(atPath: "/proc/\(id)/stat"),
                let fields = String(decoding: line, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
            else { return false }
            return fields.count > 2 && fields[0] != "Z" && fields[2] == "\(group)"
        }
    }

    /// Running processes whose command line names the folder: what watches over it, and a browser in it.
    static func guards(of folder: String) -> [Int32] {
        let ids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
        return ids.filter { id in
            let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
            return String(decoding: line, as: UTF8.self).contains(folder)
        }
    }

    /// The profile folder that a running browser was started with.
    static func profile(of id: Int32) throws -> String {
        let line = try String(decoding: Data(contentsOf: URL(filePath: "/proc/\(id)/cmdline")), as: UTF8.self)
        let flag = "--user-data-dir="
        let argument = line.split(separator: "\0").first { $0.hasPrefix(flag) }
        return String(argument?.dropFirst(flag.count) ?? "")
    }

    /// Waits until a condition holds, at most five seconds: processes and folders go when the system gets to it.
    static func eventually(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<250 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return condition()
    }
}
