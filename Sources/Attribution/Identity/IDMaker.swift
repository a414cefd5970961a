/// Makes ids and keys in the API's forms (`dub-api.md`, 5.1).
///
/// Randomness is handed in, so that tests can repeat a run.
public struct IDMaker: Sendable {
    private let random: @Sendable () -> UInt64

    /// A maker that draws from the system's generator, or another source of 64 random bits.
    public init(random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }) {
        self.random = random
    }

    /// A click id, or the id of a lead or sale event: 16 letters and digits.
    ///
    /// The first 7 count the milliseconds since 1970, so that a store has new ids behind all others; 9 are random.
    public func eventID(at time: Timestamp) -> String {
        var rest = UInt64(clamping: time.milliseconds)
        var digits = [UInt8](repeating: 0, count: 7)
        for place in digits.indices.reversed() {
            digits[place] = Self.letters[Int(rest % 62)]
            rest /= 62
        }
        return String(decoding: digits, as: UTF8.self) + alphanumeric(9)
    }

    /// A random key of a short link.
    public func linkKey(length: Int = 7) -> String {
        alphanumeric(length)
    }

    /// An id whose text sorts by its time of creation: a prefix such as `link_` and 25 characters of Crockford's base 32.
    ///
    /// They are 48 bits of milliseconds since 1970 and 80 random ones. 125 of the 128 bits have room, which is enough
    /// until the year 3084.
    public func sortable(_ prefix: String, at time: Timestamp) -> String {
        let milliseconds = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | random() & 0xFFFF
        let low = random()
        var digits: [UInt8] = []
        for position in (0..<25).reversed() {
            let shift = position * 5
            let value =
                shift >= 64
                ? high >> UInt64(shift - 64)
                : shift > 59 ? high << UInt64(64 - shift) | low >> UInt64(shift) : low >> UInt64(shift)
            digits.append(Self.crockford[Int(value & 31)])
        }
        return prefix + String(decoding: digits, as: UTF8.self)
    }

    /// A number from zero up to a bound; as 64 bits are drawn for it, each is as likely as the others.
    func drawn(below bound: UInt64) -> UInt64 {
        random().multipliedFullWidth(by: bound).high
    }

    /// Letters and digits, each as likely as the others.
    public func alphanumeric(_ length: Int) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(length)
        var bits = random()
        var left = 10
        while text.count < length {
            if left == 0 { (bits, left) = (random(), 10) }
            let index = Int(bits & 63)
            bits >>= 6
            left -= 1
            // 64 does not divide by 62: the two values over are drawn again.
            if index < Self.letters.count { text.append(Self.letters[index]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    private static let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
