/// Random numbers that are the same for the same seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of some values.
    package mutating func pick<Values: Collection>(_ values: Values) -> Values.Element {
        guard let value = values.randomElement(using: &self) else { preconditionFailure("nothing to pick from") }
        return value
    }

    /// Something, in so many of a hundred cases.
    package mutating func sometimes<Value>(_ percentage: Int, _ value: (inout SeededRandom) -> Value) -> Value? {
        Int.random(in: 0..<100, using: &self) < percentage ? value(&self) : nil
    }

    /// Whether it is one of so many cases of a hundred.
    package mutating func happens(_ percentage: Int) -> Bool { sometimes(percentage) { _ in true } ?? false }

    /// Up to so many values, each at most once, in any order.
    package mutating func some<Value>(_ most: Int, of values: [Value]) -> [Value] {
        Array(values.shuffled(using: &self).prefix(Int.random(in: 0...most, using: &self)))
    }
}
