import JSON

extension LinkRules {
    /// Creates several links; each that cannot be is refused on its own (`dub-api.md`, 8.9).
    ///
    /// The answer has the links that were created in the order of the request, then what was refused.
    public func create(_ bulk: BulkCreation, in store: inout some LinkTransaction) throws -> Outcome<[BulkRow]> {
        try Outcome {
            let duplicates = duplicates(in: bulk)
            guard duplicates.isEmpty else {
                throw APIError(.badRequest, "Duplicate links found: \(duplicates.joined(separator: ", "))")
            }
            return try bulk.rows.map { row in
                try Self.row(row.body) { try created(row.request, in: &store) }
            }.doneFirst
        }
    }

    /// Changes several links alike (`dub-api.md`, 8.9).
    public func update(_ bulk: BulkChange, in store: inout some LinkTransaction) throws -> Outcome<BulkUpdate> {
        guard !bulk.references.isEmpty else { return Outcome(.success(.nothing)) }
        let rows = try bulk.references.map { reference in
            try Self.row(Self.body(of: reference)) {
                guard case .success(let link) = try find(reference, in: store).result else {
                    throw APIError(.notFound, "Link not found")
                }
                return try changed(link, bulk.change, in: &store)
            }
        }
        return Outcome(.success(.rows(rows.doneFirst)))
    }

    /// Takes several links away and answers with what they were; unknown ones and root links are left (`dub-api.md`, 8.9).
    public func delete(_ bulk: BulkDeletion, in store: inout some LinkTransaction) throws -> Outcome<[Link]> {
        var deleted: [Link] = []
        for reference in bulk.references {
            if case .success(let link) = try delete(reference, in: &store).result { deleted.append(link) }
        }
        return Outcome(.success(deleted))
    }

    /// The places that more than one row of a request asks for, as `domain/key`.
    private func duplicates(in bulk: BulkCreation) -> [String] {
        var seen: Set<String> = []
        var repeated: [String] = []
        for request in bulk.rows.map(\.request) {
            guard let key = request.key, let domain = request.domain?.lowercased() ?? domains.first else { continue }
            // What is no key at all is refused later, on its own.
            let place = "\(domain)/\((try? LinkKey(key))?.folded ?? key)"
            if !seen.insert(place).inserted, !repeated.contains(place) { repeated.append(place) }
        }
        return repeated
    }

    private static func row(_ body: JSONValue, _ write: () throws -> Link) throws -> BulkRow {
        do {
            return .done(try write())
        } catch let error as APIError {
            return .refused(body, error)
        }
    }

    private static func body(of reference: LinkReference) -> JSONValue {
        switch reference {
        case .id(let id): ["id": .string(id)]
        case .external(let id): ["externalId": .string(id.withoutExternalPrefix)]
        case .place(let domain, let key): ["domain": .string(domain), "key": .string(key)]
        }
    }
}

extension [BulkRow] {
    fileprivate var doneFirst: [BulkRow] { filter(\.isDone) + filter { !$0.isDone } }
}
