internal import Foundation

/// What is wrong with a sample, and in which file.
struct SampleProblem: Error, Equatable, CustomStringConvertible {
    var file: String
    var reason: String

    var description: String { "web/\(file): \(reason)" }
}

extension SampleProblem {
    /// An error of the JSON decoder in words, with the place in the document.
    init(file: String, decoding error: any Error) {
        self.file = file
        guard let error = error as? DecodingError else {
            reason = "\(error)"
            return
        }
        switch error {
        case .keyNotFound(let key, let context):
            reason = "the key '\(key.stringValue)' is missing" + Self.place(context.codingPath)
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            reason = "a value of another kind is expected" + Self.place(context.codingPath)
        case .dataCorrupted(let context):
            let detail = context.underlyingError.map { "not JSON: \(($0 as NSError).debugSummary)" }
            reason = (detail ?? context.debugDescription) + Self.place(context.codingPath)
        @unknown default:
            reason = "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "" }
        return " at " + path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}

extension NSError {
    /// What the JSON parser says of the place, when it says it.
    fileprivate var debugSummary: String {
        userInfo["NSDebugDescription"] as? String ?? localizedDescription
    }
}
