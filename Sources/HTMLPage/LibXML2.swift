internal import CLibXML2

/// The library that builds the tree of a page.
public enum LibXML2 {
    /// The version that is loaded, such as `2.9.14`; which is not always the one that was compiled against.
    public static var version: String {
        let text = clibxml2_version().map { String(cString: $0) } ?? ""
        guard let number = Int(text.prefix { $0.isNumber }) else { return text }
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }
}
