/// A pattern of `match` in a destination filter: `*`, `?`, `[abc]`, `[a-z]`, and `\x` for x itself.
struct FilterGlob: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case character(Unicode.Scalar)
        case oneOf([ClosedRange<Unicode.Scalar>])
        case anyCharacter
        case anyRun
    }

    private let pieces: [Piece]

    init(_ pattern: String) {
        var pieces: [Piece] = []
        var rest = Array(pattern.unicodeScalars)[...]
        // Where no bracket closes any more is not looked for again, or many open ones would take quadratic time.
        let lastClosing = rest.lastIndex(of: "]") ?? -1
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": if pieces.last != .anyRun { pieces.append(.anyRun) }
            case "?": pieces.append(.anyCharacter)
            case "[":
                if rest.startIndex <= lastClosing, let end = rest.firstIndex(of: "]") {
                    pieces.append(.oneOf(Self.ranges(rest[..<end])))
                    rest = rest[(end + 1)...]
                } else {
                    pieces.append(.character(scalar))
                }
            case "\\": pieces.append(.character(rest.popFirst() ?? scalar))
            default: pieces.append(.character(scalar))
            }
        }
        self.pieces = pieces
    }

    /// Whether the whole text fits.
    ///
    /// Only the last star is ever given more, so that the steps are at most the text's length times the pattern's.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var (place, piece) = (0, 0)
        var retry: (place: Int, piece: Int)?
        while place < scalars.count {
            if piece < pieces.count, pieces[piece] == .anyRun {
                piece += 1
                retry = (place, piece)
            } else if piece < pieces.count, Self.fits(scalars[place], pieces[piece]) {
                place += 1
                piece += 1
            } else if let last = retry {
                place = last.place + 1
                piece = last.piece
                retry?.place = place
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .anyRun }
    }

    private static func fits(_ scalar: Unicode.Scalar, _ piece: Piece) -> Bool {
        switch piece {
        case .character(let wanted): scalar == wanted
        case .oneOf(let ranges): ranges.contains { $0.contains(scalar) }
        case .anyCharacter: true
        case .anyRun: false
        }
    }

    private static func ranges(_ scalars: ArraySlice<Unicode.Scalar>) -> [ClosedRange<Unicode.Scalar>] {
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        var rest = scalars
        while let first = rest.popFirst() {
            if rest.first == "-", let last = rest.dropFirst().first {
                if first <= last { ranges.append(first...last) }
                rest = rest.dropFirst(2)
            } else {
                ranges.append(first...first)
            }
        }
        return ranges
    }
}
