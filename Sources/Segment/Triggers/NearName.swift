/// Names of events that mean the same and are written differently (`segment.md`, 6, trap 4).
///
/// A trigger compares names letter by letter: "Signed Up" or "sign_up" never meets `event = "Sign Up"`.
public enum NearName {
    /// In what two names differ.
    public enum Difference: String, Sendable, Hashable, CaseIterable {
        /// "sign up" for "Sign Up".
        case letterCase = "letter case"
        /// "SignUp" or " Sign Up" for "Sign Up".
        case spaces
        /// "sign_up" for "sign up".
        case underscores
        /// "sign-up" for "sign up".
        case hyphens
        /// "Signed Up" for "Sign Up".
        case tense
    }

    /// All that two names differ in; nil when they differ in something else, or not at all.
    public static func differences(_ found: String, from wanted: String) -> [Difference]? {
        guard !TriggerText.isSame(found, wanted) else { return nil }
        let (one, other) = (letters(found), letters(wanted))
        let isSameLetters = one == other
        guard !one.isEmpty else { return nil }
        let hasOtherTense = one.lowercased() != other.lowercased()
        guard !hasOtherTense || isSameButForTense(words(found), words(wanted)) else { return nil }
        let hasOtherCase = hasOtherTense ? hasOtherInitials(found, wanted) : !isSameLetters
        var differences: [Difference] = hasOtherCase ? [.letterCase] : []
        for (separator, difference) in separators {
            let places = [found, wanted].map { Self.places(of: separator, in: $0, countingWords: hasOtherTense) }
            if places[0] != places[1] { differences.append(difference) }
        }
        if hasOtherTense { differences.append(.tense) }
        // Two writings of one letter look alike, and there is no word for that here.
        return differences.isEmpty ? nil : differences
    }

    /// How a name misses another one, such as `only the letter case differs`; nil when it is another name.
    public static func explanation(_ found: String, wanted: String) -> String? {
        guard let differences = differences(found, from: wanted) else { return nil }
        let names = differences.map { "the \($0.rawValue)" }
        let isOne = differences.count == 1 && [.letterCase, .tense].contains(differences[0])
        guard let last = names.last, names.count > 1 else { return "only \(names[0]) \(isOne ? "differs" : "differ")" }
        return "only \(names.dropLast().joined(separator: ", ")) and \(last) differ"
    }

    private static let separators: [(Character, Difference)] = [
        (" ", .spaces), ("_", .underscores), ("-", .hyphens),
    ]

    private static func isSeparator(_ character: Character) -> Bool {
        separators.contains { $0.0 == character }
    }

    private static func letters(_ name: String) -> String {
        name.filter { !isSeparator($0) }
    }

    /// How many letters, or words where another tense moves the letters, stand before each separator of a kind.
    private static func places(of separator: Character, in name: String, countingWords: Bool) -> [Int] {
        var places: [Int] = []
        var (letters, words, wasLower, isInWord) = (0, 0, false, false)
        for character in name {
            if isSeparator(character) {
                if character == separator { places.append(countingWords ? words : letters) }
                (wasLower, isInWord) = (false, false)
            } else {
                if !isInWord || (wasLower && character.isUppercase) { words += 1 }
                letters += 1
                (wasLower, isInWord) = (character.isLowercase || character.isNumber, true)
            }
        }
        return places
    }

    /// The words of a name, as they are; a capital behind a small letter begins one too.
    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            if isSeparator(character) || (wasLower && character.isUppercase) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if !isSeparator(character) { word.append(character) }
            wasLower = character.isLowercase || character.isNumber
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func hasOtherInitials(_ one: String, _ other: String) -> Bool {
        let (ones, others) = (words(one), words(other))
        return ones.count == others.count && zip(ones, others).contains { $0.first != $1.first }
    }

    private static func isSameButForTense(_ ones: [String], _ others: [String]) -> Bool {
        ones.count == others.count
            && zip(ones, others).allSatisfy { isSameVerb($0.lowercased(), $1.lowercased()) }
    }

    private static func isSameVerb(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        let (stems, others) = (stems(of: one), stems(of: other))
        return (stems.isInflected || others.isInflected) && !stems.forms.isDisjoint(with: others.forms)
    }

    /// What may remain of a verb without its ending, and whether there is one.
    private static func stems(of word: String) -> (forms: Set<String>, isInflected: Bool) {
        if let infinitive = irregular[word] { return ([withoutSilentE(infinitive)], true) }
        for (ending, replacement) in [("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", "")] {
            let stem = word.dropLast(ending.count) + replacement
            guard word.hasSuffix(ending), stem.count >= 3 else { continue }
            let isDoubled = stem.last == stem.dropLast().last
            return ([withoutSilentE(String(stem)), String(isDoubled ? stem.dropLast() : stem)], true)
        }
        return ([withoutSilentE(word)], false)
    }

    /// "creat" for "create", as "created" leaves it.
    private static func withoutSilentE(_ word: String) -> String {
        word.hasSuffix("e") ? String(word.dropLast()) : word
    }

    private static let irregular = [
        "began": "begin", "begun": "begin", "bought": "buy", "built": "build", "chose": "choose", "chosen": "choose",
        "did": "do", "done": "do", "found": "find", "gave": "give", "given": "give", "got": "get", "went": "go",
        "gone": "go", "held": "hold", "kept": "keep", "left": "leave", "lost": "lose", "made": "make", "met": "meet",
        "paid": "pay", "ran": "run", "saw": "see", "seen": "see", "sent": "send", "sold": "sell", "spent": "spend",
        "took": "take", "taken": "take", "told": "tell", "used": "use", "won": "win", "wrote": "write",
        "written": "write",
    ]
}
