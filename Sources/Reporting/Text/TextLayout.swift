import Installation

/// How reports for people are laid out: what is being told of on the left and its verdict on the right, and below it
/// labels with the text beside them.
struct TextLayout {
    let style: Style
    let width: Int

    /// Mark and name on the left, verdict and the rest on the right; on a line of its own what does not fit.
    func title(_ name: String, _ verdict: Verdict, _ rest: [String]) -> [String] {
        let name = Terminal.neutralised(name)
        let rest = rest.map { " · " + $0 }.joined()
        let right = style.strong(style.painted(verdict.rawValue, as: verdict)) + style.quiet(rest)
        let rightWidth = Terminal.width(of: verdict.rawValue + rest)
        let mark = style.painted(Wording.mark(verdict), as: verdict)
        let free = width - 2 - Terminal.width(of: name) - rightWidth
        guard free < 2 else {
            return ["\(mark) \(style.strong(name))" + String(repeating: " ", count: free) + right]
        }
        let nameLines = LineWrap.lines(name, width: width - 2).map(style.strong)
        return zip([mark] + Array(repeating: " ", count: nameLines.count), nameLines).map { "\($0) \($1)" }
            + [String(repeating: " ", count: max(2, width - rightWidth)) + right]
    }

    /// A faint label, and the text wrapped beside it.
    func labelled(
        _ label: String, _ text: String, indent: Int, labelWidth: Int, paint: (String) -> String = { $0 }
    ) -> [String] {
        let column = indent + labelWidth
        let margin = String(repeating: " ", count: column)
        let head =
            String(repeating: " ", count: indent) + style.quiet(label)
            + String(repeating: " ", count: labelWidth - label.count)
        return LineWrap.lines(Terminal.neutralised(text), width: width - column).enumerated().map { index, line in
            (index == 0 ? head : margin) + paint(line)
        }
    }
}
