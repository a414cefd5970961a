/// Records clicks, whatever brought the visitor (`dub-api.md`, 7.4).
struct ClickRecorder {
    /// Why a click may not be recorded.
    struct Circumstances {
        /// The request asks for it.
        var isUntracked = false
        /// The visitor is a program.
        var bot: BotRules.Reason?
        /// It is recorded already.
        var isRepeated = false
    }

    /// Whether the clicks of bots are recorded too.
    var countsBots: Bool

    /// Why a visitor does not count as a person.
    func refused(_ bot: BotRules.Reason?) -> BotRules.Reason? {
        countsBots && bot != .headRequest ? nil : bot
    }

    /// Stores a click, counts it and remembers its visitor for an hour; or says why not.
    func record(
        _ click: Click, of visit: MemoryKey, _ circumstances: Circumstances,
        in store: inout some AttributionTransaction
    ) throws -> [Note] {
        if circumstances.isUntracked { return [.untrackedClick] }
        if let bot = refused(circumstances.bot) { return [.botClick(bot)] }
        if circumstances.isRepeated { return [.repeatedClick(click.id)] }
        try store.insert(click)
        try store.add(Link.Counters(clicks: 1, lastClicked: click.timestamp), to: click.linkID)
        try store.remember(visit, Memory(click.id, until: click.timestamp + MemoryKey.visitMemory))
        return []
    }
}
