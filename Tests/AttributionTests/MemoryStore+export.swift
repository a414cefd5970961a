import Attribution
import AttributionTesting
import JSON
import Testing

extension MemoryStore {
    /// Everything, as an export has it.
    func exported() -> [ExportLine] {
        workspaces.values.map { .workspace($0) } + domainList.map { .domain($0) } + tagList.map { .tag($0) }
            + folderList.map { .folder($0) } + links.values.sorted { $0.id < $1.id }.map { .link($0) }
            + customers.map { .customer($0) } + clicks.values.sorted { $0.id < $1.id }.map { .click($0) }
            + leads.map { .lead($0) } + sales.map { .sale($0) }
    }

    /// A store with a workspace, and what the lines of a text make of it.
    static func planted(_ text: String, now: Timestamp = start) throws -> MemoryStore {
        var store = MemoryStore()
        store.workspaces[workspace] = furnished().workspaces[workspace]
        var planter = Planter(workspace: try #require(store.workspaces[workspace]), now: now)
        for line in text.split(separator: "\n") { try planter.plant(SeedLine(json: line), in: &store) }
        return store
    }
}

extension SeedLine {
    /// The line of a text.
    init(json text: some StringProtocol) throws { try self.init(JSONValue(json: text.utf8)) }
}

extension [ExportLine] {
    /// The lines as text.
    var text: String { map { $0.json.compact + "\n" }.joined() }
}
