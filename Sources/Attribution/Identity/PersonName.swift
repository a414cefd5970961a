extension IDMaker {
    /// A name for a customer of whom none is known: three words, such as "Calm Teal Otter".
    func personName() -> String {
        [Self.moods, Self.colours, Self.animals].map { words in
            words[Int(drawn(below: UInt64(words.count)))]
        }.joined(separator: " ")
    }

    private static let moods = [
        "Brave", "Bright", "Calm", "Clever", "Eager", "Gentle", "Happy", "Keen", "Lively", "Merry", "Patient", "Proud",
        "Quick", "Quiet", "Sunny", "Witty",
    ]

    private static let colours = [
        "Amber", "Azure", "Coral", "Crimson", "Golden", "Green", "Indigo", "Ivory", "Jade", "Lilac", "Olive", "Ruby",
        "Scarlet", "Silver", "Teal", "Violet",
    ]

    private static let animals = [
        "Badger", "Crane", "Dolphin", "Falcon", "Finch", "Fox", "Gecko", "Heron", "Ibis", "Koala", "Lynx", "Otter",
        "Panda", "Raven", "Seal", "Wren",
    ]
}
