/// Whether inline code sends the browser to another document as it runs.
///
/// Only what stands outside every block and function counts: the rest may run later, or never.
enum DepartingCode {
    static func departs(_ code: String) -> Bool {
        guard code.has("location"), code.utf8.count < 4_000 else { return false }
        let tokens = ScriptTokens(code).tokens
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if token.isSign("{") { depth += 1 }
            if token.isSign("}") { depth -= 1 }
            guard depth == 0, token.isWord("location"), index + 2 < tokens.count, !isOfAnother(index, tokens) else {
                continue
            }
            let next = tokens[index + 1]
            if next.isSign("=") { return true }
            guard next.isSign(".") else { continue }
            let member = tokens[index + 2]
            let after = index + 3 < tokens.count ? tokens[index + 3] : nil
            if member.isWord("replace") || member.isWord("assign"), after?.isSign("(") == true { return true }
            if member.isWord("href"), after?.isSign("=") == true { return true }
        }
        return false
    }

    /// A property called location of something other than the page's own window, or the declaration of a variable.
    private static func isOfAnother(_ index: Int, _ tokens: [ScriptTokens.Token]) -> Bool {
        guard index > 0 else { return false }
        let before = tokens[index - 1]
        if ["var", "let", "const"].contains(where: before.isWord) { return true }
        guard before.isSign("."), index > 1 else { return false }
        return !["window", "document", "self", "top", "globalThis", "parent"].contains(where: tokens[index - 2].isWord)
    }
}
