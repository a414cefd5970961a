import CQRCode

/// A QR code: dark and light squares that stand for a text (ISO/IEC 18004).
public struct QRCode: Sendable, Hashable {
    /// How much of a code may be damaged without its text being lost.
    public enum Correction: String, Sendable, Hashable, CaseIterable {
        case low = "L"
        case medium = "M"
        case quartile = "Q"
        case high = "H"
    }

    /// How many squares a side has.
    public let width: Int
    private let squares: [UInt8]

    /// The smallest code of a text; nil for one that is too long, or empty.
    public init?(_ text: String, correction: Correction = .low) {
        let level =
            switch correction {
            case .low: QR_ECLEVEL_L
            case .medium: QR_ECLEVEL_M
            case .quartile: QR_ECLEVEL_Q
            case .high: QR_ECLEVEL_H
            }
        guard let code = QRcode_encodeString8bit(text, 0, level) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        squares = Array(UnsafeBufferPointer(start: code.pointee.data, count: width * width))
    }

    /// Whether the square of a column and a row is dark.
    public func isDark(column: Int, row: Int) -> Bool {
        squares[row * width + column] & 1 == 1
    }
}
