public import Attribution

extension StoreTransaction {
    /// Counts events, group by group.
    public func tally(_ events: EventSelection, by grouping: Grouping, most: Int?) throws -> [Tally] {
        let condition = try EventCondition(events, in: self)
        let groups: [Tally] =
            switch grouping {
            case .total: try total(condition, events.kind)
            case .buckets(let starts): try buckets(starts, condition, events.kind)
            case .dimensions([.url]): try addresses(condition, events.kind, most: most)
            case .dimensions(let dimensions):
                try words(condition, events.kind, dimensions.map { "c.\"\($0.rawValue)\"" })
            case .eventName: events.kind == .clicks ? [] : try words(condition, events.kind, ["e.eventName"])
            case .link, .domain, .folder, .tag: try ofLinks(grouping, condition, events.kind)
            }
        return groups.most(most, byAmount: events.kind == .sales)
    }

    private func total(_ condition: EventCondition, _ kind: EventKind) throws -> [Tally] {
        var count = Count()
        try scan(condition, kind, ["0"]) { _, amount in count.add(amount) }
        return count.events == 0 ? [] : [Tally([], count: count.events, amount: count.amount)]
    }

    private func buckets(_ starts: [Timestamp], _ condition: EventCondition, _ kind: EventKind) throws -> [Tally] {
        let keys = starts.map { Moment(firstOf: $0).key }
        var counts = [Count](repeating: Count(), count: keys.count)
        var current = 0
        try scan(condition, kind, [EventCondition.moment(of: kind)]) { row, amount in
            let moment: Int64 = row[0]
            // Rows mostly come in the order of time: the bucket is that of the one before, or near.
            let isInside = moment >= keys[current] && (current + 1 == keys.count || moment < keys[current + 1])
            if !isInside { current = max(0, keys.partitioningIndex { $0 > moment } - 1) }
            counts[current].add(amount)
        }
        return counts.enumerated().compactMap { index, count in
            count.events == 0 ? nil : Tally(["\(index)"], count: count.events, amount: count.amount)
        }
    }

    /// Groups by columns that hold the numbers of words.
    private func words(_ condition: EventCondition, _ kind: EventKind, _ columns: [String]) throws -> [Tally] {
        let counts = try counts(condition, kind, columns)
        var tallies: [Tally] = []
        for (numbers, count) in counts {
            let keys = try numbers.map(word)
            if keys.last != "", keys.last != "Unknown" {
                tallies.append(Tally(keys, count: count.events, amount: count.amount))
            }
        }
        return tallies
    }

    /// Groups by the full address, which for most clicks has their own id in it and so is theirs alone.
    private func addresses(_ condition: EventCondition, _ kind: EventKind, most: Int?) throws -> [Tally] {
        let own = try wordsWithOwnID()
        var shared: [Int64: Count] = [:]
        var single: [Int64: (url: Int64, count: Count)] = [:]
        try scan(condition, kind, ["c.url", "c.moment"]) { row, amount in
            let url: Int64 = row[0]
            if own[Int(url)] {
                // Of clicks, each is a group of one: as many as are wanted will do.
                if kind == .clicks, let most, single.count >= most { return }
                single[row[1], default: (url, Count())].count.add(amount)
            } else {
                shared[url, default: Count()].add(amount)
            }
        }
        let byWord = try shared.map { Tally([try word($0)], count: $1.events, amount: $1.amount) }
        let alone = single.sorted { one, other in
            let (first, second) = (one.value.count, other.value.count)
            return kind == .sales ? first.amount > second.amount : first.events > second.events
        }.prefix(most ?? single.count)
        let templates = Dictionary(uniqueKeysWithValues: try Set(alone.map(\.value.url)).map { ($0, try word($0)) })
        let ids = try idsOfClicks(alone.map(\.key))
        return byWord
            + zip(alone, ids).map { entry, id in
                let (url, count) = entry.value
                return Tally(
                    [ClickColumn.url(templates[url] ?? "", ofClick: id)], count: count.events, amount: count.amount)
            }
    }

    private func idsOfClicks(_ moments: [Int64]) throws -> [String] {
        let ids = try Prepared("SELECT id FROM visit WHERE moment = ?", in: database, [0])
        defer { ids.end() }
        return try moments.map { moment in
            try ids.begin(again: [moment])
            return try ids.next().map { $0[0] } ?? ""
        }
    }

    /// For each number of a word, whether the word has a click's own id in it.
    private func wordsWithOwnID() throws -> [Bool] {
        let last = try number("SELECT max(number) FROM word WHERE ?", true) ?? 0
        var has = [Bool](repeating: false, count: Int(last) + 1)
        let rows = try prepared("SELECT number FROM word WHERE instr(text, ?) > 0", [ClickColumn.ownID])
        defer { rows.end() }
        while let row = try rows.next() { has[row[0]] = true }
        return has
    }

    private func ofLinks(_ grouping: Grouping, _ condition: EventCondition, _ kind: EventKind) throws -> [Tally] {
        var groups: [String: Count] = [:]
        for (numbers, count) in try counts(condition, kind, ["c.link"]) {
            guard let number = numbers.first else { continue }
            for key in try keys(ofLink: number, grouping) where !key.isEmpty {
                groups[key, default: Count()] += count
            }
        }
        return groups.map { Tally([$0], count: $1.events, amount: $1.amount) }
    }

    private func keys(ofLink number: Int64, _ grouping: Grouping) throws -> [String] {
        let query =
            switch grouping {
            case .domain: "SELECT domain FROM link WHERE number = ?"
            case .folder: "SELECT folderID FROM link WHERE number = ?"
            case .tag: "SELECT tagID FROM linkTag WHERE link = ?"
            default: "SELECT id FROM link WHERE number = ?"
            }
        return try all(query, [number]) { ($0[0] as String?) ?? "" }
    }

    private func word(_ number: Int64) throws -> String {
        try first("SELECT text FROM word WHERE number = ?", [number]) { $0[0] } ?? ""
    }
}

/// How many events, and what they add up to.
struct Count {
    private(set) var events = 0
    private(set) var amount = 0

    mutating func add(_ amount: Int) {
        events += 1
        self.amount += amount
    }

    static func += (count: inout Count, further: Count) {
        count.events += further.events
        count.amount += further.amount
    }
}

extension [Tally] {
    /// The largest groups; of equal ones those whose keys come first.
    fileprivate func most(_ count: Int?, byAmount: Bool) -> [Tally] {
        guard let count, self.count > count else { return self }
        let sorted = sorted { one, other in
            let (first, second) = byAmount ? (one.amount, other.amount) : (one.count, other.count)
            return first == second ? one.keys.lexicographicallyPrecedes(other.keys) : first > second
        }
        return Array(sorted.prefix(count))
    }
}

extension [Int64] {
    /// The first index from which on the condition holds.
    fileprivate func partitioningIndex(_ condition: (Int64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
