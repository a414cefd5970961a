/// A word or sign of a destination filter (`segment.md`, 2.8).
struct FilterToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A field's path or a function; dots within it are as they were written, escapes are gone.
        case name(path: [String])
        case string(String)
        case number(Double)
        /// An operator, a bracket or a comma.
        case sign(String)
        case end
    }

    let kind: Kind
    /// Where it is written, in bytes of UTF-8.
    let range: Range<Int>

    /// A word without dots, which may be a keyword, a literal or a function.
    var word: String? {
        if case .name(let path) = kind, path.count == 1 { path.first } else { nil }
    }

    func isSign(_ sign: String) -> Bool { kind == .sign(sign) }
}
