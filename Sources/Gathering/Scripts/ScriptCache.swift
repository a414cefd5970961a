import Evidence
import PageURL

/// The script files of a run: however many pages use one, it is fetched once.
actor ScriptCache {
    /// What makes two requests the same: the URL, and what of the page the answer may depend on.
    struct Key: Hashable, Sendable {
        /// The URL in the page, resolved.
        var url: PageURL
        /// The page's origin; the CORS answer may be for it alone.
        var origin: String
        /// The origin of the target whose secrets the request carries; nil when it carries none.
        var credentialsOf: String?
    }

    private var files: [Key: Task<ScriptFile, Never>] = [:]
    private var order: [Key] = []

    /// The file of the key, fetched by the closure when no page needed it before.
    ///
    /// A time-out is the asking page's own, so it is not kept: the next page has time of its own and asks again.
    func file(_ key: Key, fetch: @escaping @Sendable () async -> ScriptFile) async -> ScriptFile {
        if let known = files[key] {
            let file = await known.value
            if file.failure?.kind != .timeout { return file }
        }
        let task = Task { await fetch() }
        if files.updateValue(task, forKey: key) == nil { order.append(key) }
        if order.count > Self.capacity { files[order.removeFirst()] = nil }
        return await task.value
    }

    /// Files that are kept: a site uses one or two, more would only be memory.
    private static let capacity = 64
}
