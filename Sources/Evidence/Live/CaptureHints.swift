/// What is known of a page from the HTML it was served with.
public struct CaptureHints: Sendable, Hashable {
    /// Code may add scripts once the page is loaded, so that a first success is not yet the whole truth.
    public var expectsLateScripts = false
    /// A consent tool or code of the page may take cookies away again, so that a kept cookie is worth watching.
    public var mayDropCookies = false
    /// A copy past the caches differs, so that a look past them is worth taking.
    public var wantsFreshLook = false
    /// A consent tool or a page-speed plugin holds scripts back.
    public var hasDeferredScript = false

    /// Nothing is known.
    public init() {}
}
