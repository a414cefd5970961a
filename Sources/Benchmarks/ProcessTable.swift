import Foundation

/// The processes of the machine at one moment, as `/proc` has them.
struct ProcessTable {
    struct Entry {
        let id: pid_t
        let name: String
        let parent: pid_t
        let group: pid_t
        /// It has ended, and only waits to be reaped.
        let isZombie: Bool

        /// The most memory it has had resident at once so far, in bytes; nil once it has ended.
        var peakMemory: Int? {
            guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
                let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
                let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
            else { return nil }
            return kilobytes * 1_024
        }

        /// Reads `/proc/ID/stat`, which goes: id (name) state parent group, and more.
        fileprivate init?(id: pid_t) {
            guard let line = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
                let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")")
            else { return nil }
            let fields = line[line.index(after: close)...].split(separator: " ")
            guard fields.count > 2, let parent = pid_t(fields[1]), let group = pid_t(fields[2]) else { return nil }
            self.id = id
            self.parent = parent
            self.group = group
            name = String(line[line.index(after: open)..<close])
            isZombie = fields[0] == "Z" || fields[0] == "X"
        }
    }

    let entries: [Entry]

    /// Looks now.
    init() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        entries = names.compactMap { pid_t($0) }.compactMap(Entry.init)
    }

    /// A process and all that descend from it.
    func family(of id: pid_t) -> [Entry] {
        let children = Dictionary(grouping: entries, by: \.parent)
        var family = entries.filter { $0.id == id }
        var next = 0
        while next < family.count {
            family += children[family[next].id] ?? []
            next += 1
        }
        return family
    }
}
