import CZlib

/// A colour without transparency.
public struct Color: Sendable, Hashable {
    /// Red, green and blue: 0 to 255 each.
    public var red, green, blue: UInt8

    /// Black.
    public static let black = Color(red: 0, green: 0, blue: 0)
    /// White.
    public static let white = Color(red: 255, green: 255, blue: 255)

    /// A colour of its parts.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour as style sheets write it: `#1a2b3c` or `#abc`, with or without the sign; nil for anything else.
    public init?(hex text: String) {
        let digits = text.drop { $0 == "#" }.compactMap(\.hexDigitValue)
        guard digits.count == text.drop(while: { $0 == "#" }).count, [3, 6].contains(digits.count) else { return nil }
        let pairs =
            digits.count == 3
            ? digits.map { $0 * 17 } : stride(from: 0, to: 6, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
        self.init(red: UInt8(pairs[0]), green: UInt8(pairs[1]), blue: UInt8(pairs[2]))
    }
}

extension QRCode {
    /// The code as a PNG picture of two colours (ISO/IEC 15948).
    ///
    /// - Parameters:
    ///   - size: the side of the picture in pixels; a picture too small for the squares is made larger.
    ///   - margin: how many squares are left free around the code.
    public func png(size: Int, margin: Int = 2, dark: Color = .black, light: Color = .white) -> [UInt8] {
        let count = width + 2 * margin
        let side = max(size, count)
        var header = Self.bytes(UInt32(side)) + Self.bytes(UInt32(side))
        // One bit a pixel, which is an index into the two colours.
        header += [1, 3, 0, 0, 0]
        let palette = [light.red, light.green, light.blue, dark.red, dark.green, dark.blue]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
            + Self.chunk("PLTE", palette)
            + Self.chunk("IDAT", Self.compressed(lines(side: side, count: count, margin: margin)))
            + Self.chunk("IEND", [])
    }

    private func lines(side: Int, count: Int, margin: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(side * (side / 8 + 2))
        for y in 0..<side {
            let row = y * count / side - margin
            bytes.append(0)
            var pixels: UInt8 = 0
            for x in 0..<side {
                let column = x * count / side - margin
                let isInside = (0..<width).contains(row) && (0..<width).contains(column)
                pixels = pixels << 1 | (isInside && isDark(column: column, row: row) ? 1 : 0)
                if x % 8 == 7 {
                    bytes.append(pixels)
                    pixels = 0
                }
            }
            if side % 8 != 0 { bytes.append(pixels << UInt8(8 - side % 8)) }
        }
        return bytes
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + body
        let checksum = crc32(0, content, uInt(content.count))
        return bytes(UInt32(body.count)) + content + bytes(UInt32(truncatingIfNeeded: checksum))
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(length))
        compress(&result, &length, bytes, uLong(bytes.count))
        return Array(result.prefix(Int(length)))
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
