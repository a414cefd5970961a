import ArgumentParser

/// The options every command has.
struct CommonOptions: ParsableArguments {
    @Option(help: "When to write colours. NO_COLOR and FORCE_COLOR are obeyed.")
    var color = ColorChoice.auto

    @Option(
        help: ArgumentHelp(
            "Read options from this file instead of ./dubcheck.json.",
            discussion: """
                A JSON object of option names and values. Every option is also read from an environment variable: \
                --fail-on from DUBCHECK_FAIL_ON. What is given here wins, then the environment, then the file.
                """,
            valueName: "file"))
    var config: String?

    @Flag(help: "Show the effective options and where each came from, and do nothing.")
    var printConfig = false
}
