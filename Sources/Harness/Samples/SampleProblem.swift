/// What is wrong with a sample, and in which file.
struct SampleProblem: Error, Equatable, CustomStringConvertible {
    var file: String
    var reason: String

    var description: String { "web/\(file): \(reason)" }
}

extension SampleProblem {
    /// An error of reading JSON in words, with the place in the document.
    init(file: String, decoding error: any Error) {
        self.file = file
        guard let error = error as? DecodingError else {
            reason = "not JSON: \(error)"
            return
        }
        switch error {
        case .keyNotFound(let key, let context):
            reason = "the key '\(key.stringValue)' is missing" + Self.place(context.codingPath)
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            reason = "a value of another kind is expected" + Self.place(context.codingPath)
        case .dataCorrupted(let context):
            reason = context.debugDescription + Self.place(context.codingPath)
        @unknown default:
            reason = "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "" }
        return " at " + path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}
