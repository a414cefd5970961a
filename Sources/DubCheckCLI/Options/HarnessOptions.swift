import ArgumentParser

/// Which running harness a command talks to.
struct HarnessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the harness is. By default DUBCHECK_URL, then the one you have started last.", valueName: "url"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "Its secret key. By default DUB_API_KEY, then that of the harness you have started last.",
            valueName: "key"))
    var key: String?

    static let settings = [Setting("url"), Setting("key", secret: .after("_"))]
}

/// How a log is written.
enum LogFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    case text, jsonl

    /// One list for all commands: in a log, `json` is a line for each entry.
    init?(argument: String) {
        self.init(rawValue: argument == "json" ? "jsonl" : argument)
    }
}

/// How a single answer is written.
enum AnswerFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    case text, json

    /// One list for all commands: an answer in lines of JSON is one line.
    init?(argument: String) {
        self.init(rawValue: argument == "jsonl" ? "json" : argument)
    }
}
