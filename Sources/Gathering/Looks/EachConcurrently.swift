/// Works on every element, at most so many at a time, and hands on each result as it comes.
///
/// Elements are taken as places become free, so results never pile up beyond the limit.
func eachConcurrently<Element: Sendable, Result: Sendable>(
    _ elements: some Sequence<Element>, atMost limit: Int,
    work: @escaping @Sendable (Element) async -> Result,
    consume: (Result) -> Void
) async {
    await withTaskGroup(of: Result.self) { group in
        var waiting = elements.makeIterator()
        for _ in 0..<max(limit, 1) {
            guard let element = waiting.next() else { break }
            group.addTask { await work(element) }
        }
        while let result = await group.next() {
            consume(result)
            if let element = waiting.next() { group.addTask { await work(element) } }
        }
    }
}
