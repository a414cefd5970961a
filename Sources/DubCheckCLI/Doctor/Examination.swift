import JSON
import Reporting

/// One thing that dubcheck needs of this machine, tried out.
struct Examination: Sendable, Hashable {
    /// What came of it.
    enum State: String, Sendable, Hashable {
        /// It is there and works.
        case ok
        /// It is not there, and only some need it.
        case optional
        /// It is not there, or does not work.
        case missing
    }

    /// One word for what was looked at.
    var name: String
    var state: State
    /// What was seen; where it is not there, also what to install or to do.
    var message: String

    /// One line for people.
    func line(in style: Style) -> String {
        let mark =
            switch state {
            case .ok: style.good("✓")
            case .optional: style.warning("–")
            case .missing: style.bad("✗")
            }
        return "\(mark) \(name)\(String(repeating: " ", count: max(1, 10 - name.count)))\(message)\n"
    }

    var json: JSONValue {
        ["name": .string(name), "state": .string(state.rawValue), "message": .string(message)]
    }
}
