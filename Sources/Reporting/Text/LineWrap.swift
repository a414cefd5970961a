/// Breaks text into lines no wider than a number of columns.
enum LineWrap {
    /// The lines of the text: broken at spaces where there are any, inside a word only when it alone is too wide.
    ///
    /// Always at least one line.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let needed = Terminal.width(of: word)
            if used > 0, used + 1 + needed <= width {
                line += " " + word
                used += 1 + needed
                continue
            }
            if used > 0 { lines.append(line) }
            var pieces = pieces(of: word, width: width)
            line = pieces.popLast() ?? ""
            lines += pieces
            used = Terminal.width(of: line)
        }
        return used > 0 || lines.isEmpty ? lines + [line] : lines
    }

    /// The text, cut to a number of characters with an ellipsis when it is longer.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex
        else { return text }
        return text[..<end] + "…"
    }

    private static func pieces(of word: Substring, width: Int) -> [String] {
        guard Terminal.width(of: word) > width else { return [String(word)] }
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in word {
            let needed = Terminal.width(of: character)
            if used > 0, used + needed > width {
                pieces.append(piece)
                piece = ""
                used = 0
            }
            piece.append(character)
            used += needed
        }
        return pieces + [piece]
    }
}
