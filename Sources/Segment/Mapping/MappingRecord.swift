import JSON

/// What a mapping reads while it runs, and what is remarkable about it.
struct MappingRecord {
    private(set) var sources: [MappedField.Source] = []
    private(set) var notes: [MappingNote] = []

    /// The shape of an `@arrayPath` reads the same path for every item; nobody reads on for so long.
    static let maximumCount = 100

    mutating func add(_ source: MappedField.Source) {
        if sources.count < Self.maximumCount, !sources.contains(source) { sources.append(source) }
    }

    mutating func add(_ note: MappingNote) {
        if notes.count < Self.maximumCount, !notes.contains(note) { notes.append(note) }
    }

    mutating func add(_ path: EventPath, in payload: Resolved, value: Resolved) {
        let endedAt = path.earlyEnd(in: payload)
        add(.path(MappedField.PathReading(path: path.text, value: value.output, endedAt: endedAt)))
        if path.keys.count > 1, path.keys.first?.name == "event", !value.exists { add(.eventPrefix(path: path.text)) }
        if let endedAt, value.exists { add(.earlyEnd(path: path.text, key: endedAt, value: value.output ?? .null)) }
    }
}
