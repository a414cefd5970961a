package import Attribution

extension MemoryStore: WorkspaceTransaction {
    package func workspace(id: String) -> Workspace? { workspaces[id] }
    package mutating func update(_ workspace: Workspace) { workspaces[workspace.id] = workspace }

    package func tags() -> [Attribution.Tag] {
        tagList.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }

    package mutating func insert(_ tag: Attribution.Tag) { tagList.append(tag) }

    package mutating func update(_ tag: Attribution.Tag) {
        if let index = tagList.firstIndex(where: { $0.id == tag.id }) { tagList[index] = tag }
    }

    package mutating func deleteTag(id: String) {
        tagList.removeAll { $0.id == id }
        for link in links.keys { links[link]?.tagIDs.removeAll { $0 == id } }
    }

    package func folders() -> [Folder] {
        folderList.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }
    package mutating func insert(_ folder: Folder) { folderList.append(folder) }

    package mutating func update(_ folder: Folder) {
        if let index = folderList.firstIndex(where: { $0.id == folder.id }) { folderList[index] = folder }
    }

    package mutating func deleteFolder(id: String) {
        folderList.removeAll { $0.id == id }
        for (link, value) in links where value.folderID == id { links[link]?.folderID = nil }
    }

    package func domains(workspaceID: String) -> [Domain] {
        domainList.filter { $0.workspaceID == workspaceID }.sorted {
            ($0.isPrimary ? 0 : 1, $0.createdAt, $0.id) < ($1.isPrimary ? 0 : 1, $1.createdAt, $1.id)
        }
    }

    package func domain(slug: String) -> Domain? { domainList.first { $0.slug == slug } }
    package mutating func insert(_ domain: Domain) { domainList.append(domain) }

    package mutating func update(_ domain: Domain) {
        if let index = domainList.firstIndex(where: { $0.id == domain.id }) { domainList[index] = domain }
    }

    package mutating func deleteDomain(id: String) { domainList.removeAll { $0.id == id } }
}
