public import Installation

/// Colours for a terminal, or none: whoever renders decides once, and the text is the same either way.
public struct Style: Sendable, Hashable {
    /// No escape sequences at all.
    public static let plain = Style(isColoured: false)
    /// The eight basic colours, which every terminal theme keeps readable.
    public static let coloured = Style(isColoured: true)

    /// Escape sequences are written.
    public let isColoured: Bool

    /// Bold.
    public func strong(_ text: String) -> String { wrap(text, "1") }
    /// Faint, for what is read last.
    public func quiet(_ text: String) -> String { wrap(text, "2") }
    /// Green.
    public func good(_ text: String) -> String { wrap(text, "32") }
    /// Yellow.
    public func warning(_ text: String) -> String { wrap(text, "33") }
    /// Red.
    public func bad(_ text: String) -> String { wrap(text, "31") }
    /// Cyan, for what is to be done.
    public func accent(_ text: String) -> String { wrap(text, "36") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension Style {
    /// In the colour of the verdict.
    public func painted(_ text: String, as verdict: Verdict) -> String {
        switch verdict {
        case .pass: good(text)
        case .warn: warning(text)
        case .fail: bad(text)
        case .inconclusive: accent(text)
        }
    }

    /// In the colour of the severity.
    public func painted(_ text: String, as severity: Severity) -> String {
        switch severity {
        case .blocker: strong(bad(text))
        case .major: bad(text)
        case .minor: warning(text)
        case .info: quiet(text)
        case .inconclusive: accent(text)
        }
    }
}
