import HTMLPage

extension Placement {
    /// The tag makes an element of the live page.
    var isLive: Bool {
        self == .head || self == .body
    }
}
