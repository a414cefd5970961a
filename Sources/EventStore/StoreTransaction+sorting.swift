public import Attribution

// What links are sorted by: tags and folders. Both are few, and are put in order here: SQLite knows the letter case of
// ASCII only.
extension StoreTransaction {
    /// All tags, by their names without regard to letter case.
    public func tags() throws -> [Tag] {
        try all("SELECT \(TagColumn.list) FROM tag", []) { Tag(row: $0) }
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }

    /// Stores a new tag.
    public mutating func insert(_ tag: Tag) throws {
        try run(TagColumn.insert(into: "tag"), tag.arguments)
    }

    /// Stores a changed tag.
    public mutating func update(_ tag: Tag) throws {
        try run(TagColumn.update("tag"), tag.arguments)
    }

    /// Takes a tag away, also from the links that have it.
    public mutating func deleteTag(id: String) throws {
        try run(Queries.removeTag, [id])
        try run("DELETE FROM tag WHERE id = ?", [id])
    }

    /// All folders, by their names without regard to letter case.
    public func folders() throws -> [Folder] {
        try all("SELECT \(FolderColumn.list) FROM folder", []) { Folder(row: $0) }
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }

    /// Stores a new folder.
    public mutating func insert(_ folder: Folder) throws {
        try run(FolderColumn.insert(into: "folder"), folder.arguments)
    }

    /// Stores a changed folder.
    public mutating func update(_ folder: Folder) throws {
        try run(FolderColumn.update("folder"), folder.arguments)
    }

    /// Takes a folder away; its links stay, in no folder.
    public mutating func deleteFolder(id: String) throws {
        try run("UPDATE link SET folderID = NULL WHERE folderID = ?", [id])
        try run("DELETE FROM folder WHERE id = ?", [id])
    }
}
