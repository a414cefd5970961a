/// Where and why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was expected or wrong, without the position.
    public let message: String
    /// Where, counted in characters (Unicode scalars) from 0.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int

    /// The reason and the place, for people: a line is named only when there are several.
    public var description: String {
        line > 1 ? "\(message), at line \(line), column \(column)" : "\(message), at character \(column)"
    }
}
