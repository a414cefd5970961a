/// Limits how many pages are open at a time; who comes first is served first.
actor PageSlots {
    private var free: Int
    private var waiting: [(id: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastID = 0

    init(_ count: Int) {
        free = max(1, count)
    }

    /// Waits for a turn; every turn taken must be given back with `leave`.
    func enter() async throws(BrowserError) {
        if Task.isCancelled { throw .cancelled }
        if free > 0 {
            free -= 1
            return
        }
        lastID += 1
        let id = lastID
        let isMine = await withTaskCancellationHandler {
            await withCheckedContinuation { turn in waiting.append((id, turn)) }
        } onCancel: {
            Task { await self.giveUp(id) }
        }
        if !isMine { throw .cancelled }
    }

    /// Gives a turn back.
    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().turn.resume(returning: true)
        }
    }

    private func giveUp(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }
}
