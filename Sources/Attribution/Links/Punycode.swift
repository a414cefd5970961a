/// Punycode (RFC 3492): text of any script written with letters, digits and hyphens of ASCII.
enum Punycode {
    private static let base = 36
    private static let leastThreshold = 1
    private static let mostThreshold = 26
    private static let skew = 38
    private static let damp = 700
    private static let firstBias = 72
    private static let firstCode = 0x80
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// The encoded form, without the `xn--` that names bear.
    static func encode(_ text: some Collection<Unicode.Scalar>) -> String {
        var output = text.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
        let basic = output.count
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var state = (code: firstCode, delta: 0, bias: firstBias)
        var handled = basic
        while handled < text.count {
            let next = text.lazy.map { Int($0.value) }.filter { $0 >= state.code }.min() ?? state.code
            state.delta += (next - state.code) * (handled + 1)
            state.code = next
            for scalar in text {
                if scalar.value < next { state.delta += 1 }
                guard scalar.value == next else { continue }
                append(state.delta, bias: state.bias, to: &output)
                state.bias = adapted(state.delta, count: handled + 1, isFirst: handled == basic)
                state.delta = 0
                handled += 1
            }
            state.delta += 1
            state.code += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Writes a number with digits of varying weight, the last of which is below its threshold (RFC 3492, 3.3).
    private static func append(_ delta: Int, bias: Int, to output: inout [UInt8]) {
        var rest = delta
        var position = base
        while true {
            let threshold = min(max(position - bias, leastThreshold), mostThreshold)
            guard rest >= threshold else { break }
            let span = base - threshold
            output.append(digits[threshold + (rest - threshold) % span])
            rest = (rest - threshold) / span
            position += base
        }
        output.append(digits[rest])
    }

    /// The bias for the next number, guessed from this one (RFC 3492, 3.4).
    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var rest = isFirst ? delta / damp : delta / 2
        rest += rest / count
        var steps = 0
        while rest > (base - leastThreshold) * mostThreshold / 2 {
            rest /= base - leastThreshold
            steps += base
        }
        return steps + (base - leastThreshold + 1) * rest / (rest + skew)
    }
}
