import Foundation

/// A folder that is gone after the test.
func inTestFolder<Result>(_ test: (_ path: String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gathering-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await test(folder.path)
}

/// Every file below a folder, by its path there.
func files(below folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        found[path] = FileManager.default.contents(atPath: folder + "/" + path)
    }
    return found
}
