/// Cloudflare's Rocket Loader runs the script later.
enum RocketLoader: TagCheck {
    static let entry = CatalogueEntry(
        "rocket-loader", .loading, .minor,
        title: "Rocket Loader runs the script late",
        why: "Cloudflare changed the tag's type and loads the script itself, after the page.",
        fix: "Add data-cfasync=\"false\" to the Dub tag.", isReproduced: false)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .other(let type) = ScriptType(of: tag.element), matches(type) else { return nil }
        let finding = entry.finding(
            "Cloudflare's Rocket Loader changed the tag's type and loads the script late.", [.tag(tag, on: page)])
        // Seen not to run it, Rocket Loader is the cause.
        let isBroken = page.live.map { $0.working == nil && !$0.hasObject } ?? false
        return Observation(finding, isBroken ? .doubtsScript : .none, tag: tag.index)
    }

    /// A type such as `3f2a9c1b7d-text/javascript`.
    static func matches(_ type: String) -> Bool {
        let parts = type.split(separator: "-", maxSplits: 1)
        return parts.count == 2 && parts[1].lowercased() == "text/javascript" && parts[0].count >= 8
            && parts[0].allSatisfy(\.isHexDigit)
    }
}
