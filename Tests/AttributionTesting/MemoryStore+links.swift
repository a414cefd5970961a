package import Attribution

// What the store of links does, in the plainest way: any other store must find the same.
extension MemoryStore: LinkTransaction {
    package func link(externalID: String, workspaceID: String) -> Link? {
        links.values.first { $0.externalID == externalID && $0.workspaceID == workspaceID }
    }

    package func link(url: String, workspaceID: String) -> Link? {
        links.values.filter { $0.url == url && $0.workspaceID == workspaceID }
            .min { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    package func links(_ selection: LinkSelection) -> [Link] {
        let found = selected(selection)
        guard selection.window.cursor == nil else {
            return selection.window.rows(of: found.sorted { $0.id > $1.id }, id: \.id)
        }
        let sorted = found.sorted { one, other in
            (Self.rank(one, selection.order), one.id) > (Self.rank(other, selection.order), other.id)
        }
        return selection.window.rows(of: sorted, id: \.id)
    }

    package func countLinks(_ selection: LinkSelection) -> Int { selected(selection).count }

    package func countLinks(_ selection: LinkSelection, by grouping: LinkGrouping) -> [LinkGroup] {
        let values: [String?] = selected(selection).flatMap { link -> [String?] in
            switch grouping {
            case .domain: [link.domain]
            case .folderID: [link.folderID]
            case .tagID: link.tagIDs
            }
        }
        return Dictionary(grouping: values) { $0 }.map { LinkGroup(value: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.value ?? "") < ($0.count, $1.value ?? "") }
    }

    package mutating func update(_ link: Link) throws {
        try checkUnique(link)
        let counters = links[link.id]?.counters
        links[link.id] = link
        if let counters { links[link.id]?.counters = counters }
    }

    package mutating func deleteLink(id: String) { links[id] = nil }

    func checkUnique(_ link: Link) throws {
        if let other = self.link(domain: link.domain, key: link.key), other.id != link.id { throw LinkRules.takenKey }
        if let id = link.externalID, let other = self.link(externalID: id, workspaceID: link.workspaceID),
            other.id != link.id
        {
            throw LinkRules.takenExternalID
        }
    }

    private func selected(_ selection: LinkSelection) -> [Link] {
        links.values.filter { link in
            let isPlaced =
                switch selection.place {
                case .anywhere: true
                case .unsorted: link.folderID == nil
                case .folder(let id): link.folderID == id
                }
            let isFound =
                selection.search.map { text in
                    link.url.lowercased().contains(text.lowercased())
                        || link.shortLink.lowercased().contains(selection.searchInShortLinks ?? text)
                } ?? true
            return isPlaced && isFound && link.workspaceID == selection.workspaceID
                && (selection.domain == nil || link.domain == selection.domain)
                && (selection.tenantID == nil || link.tenantID == selection.tenantID)
                && (selection.tagIDs.map { !Set($0).isDisjoint(with: link.tagIDs) } ?? true)
                && (!selection.isTagged || !link.tagIDs.isEmpty)
                && (selection.includesArchived || !link.isArchived)
        }
    }

    private static func rank(_ link: Link, _ order: LinkSelection.Order) -> Int64 {
        switch order {
        case .createdAt: link.createdAt.milliseconds
        case .clicks: Int64(link.counters.clicks)
        case .saleAmount: Int64(link.counters.saleAmount)
        case .lastClicked: link.counters.lastClicked?.milliseconds ?? .min
        }
    }
}

extension Window {
    /// The rows of a sorted list that are in the window.
    func rows<Row>(of rows: [Row], id: (Row) -> String) -> [Row] {
        switch self {
        case .all: return rows
        case .page(let number, let size): return Array(rows.dropFirst((number - 1) * size).prefix(size))
        case .after(let cursor, let size):
            guard let index = rows.firstIndex(where: { id($0) == cursor }) else { return [] }
            return Array(rows[(index + 1)...].prefix(size))
        case .before(let cursor, let size):
            guard let index = rows.firstIndex(where: { id($0) == cursor }) else { return [] }
            return Array(rows[..<index].suffix(size))
        }
    }
}
