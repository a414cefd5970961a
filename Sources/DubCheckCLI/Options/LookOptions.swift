import ArgumentParser

/// What is looked at, and how.
struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Verify also the targets in this file, one a line; # begins a comment.", valueName: "file"),
        completion: .file())
    var urlsFrom: String?

    @Option(
        help: "How to look: static (HTML, headers, script file), browser, or auto. This version has static mode only.")
    var mode = VerifyMode.auto

    static let settings = [Setting("urls-from"), Setting("mode", default: "auto")]
}
