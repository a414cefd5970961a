import ArgumentParser
import Browser

/// What is looked at, and how.
struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Verify also the targets in this file, one a line; # begins a comment.", valueName: "file"),
        completion: .file())
    var urlsFrom: String?

    @Option(
        help: ArgumentHelp(
            "Verify also the pages that this sitemap lists; may be repeated.",
            discussion: "XML or plain text, gzip or not, an index of sitemaps, at a URL or in a file.",
            valueName: "url"))
    var sitemap: [String] = []

    @Option(
        help: """
            How to look: static (HTML, headers, script file), browser (these and a real browser), or auto: with a browser \
            where one is installed.
            """)
    var mode = VerifyMode.auto

    @OptionGroup var place: BrowserPlaceOptions

    @Option(
        help: ArgumentHelp(
            "What to do with a consent banner: none; accept it at once; both: look before and after.",
            valueName: "none|accept|both"))
    var consent = ConsentChoice.both

    @Flag(inversion: .prefixedNo, help: "Scroll, press a key and click where the first look leaves a doubt.")
    var interact = true

    @Flag(
        inversion: .prefixedNo,
        help: "Let the page's calls to the tracking API through; without it they are answered here and make no event.")
    var live = false

    @Option(
        help: ArgumentHelp(
            "Keep the evidence of each target below this folder, which holds none yet.", valueName: "folder"),
        completion: .directory)
    var save: String?

    @Option(
        help: ArgumentHelp(
            "Judge the evidence that --save kept again, offline, instead of targets.", valueName: "folder"),
        completion: .directory)
    var from: String?

    static let settings =
        [
            Setting("urls-from"),
            Setting("sitemap", .list),
            Setting("mode", default: "auto"),
            Setting("consent", default: "both"),
            Setting("interact", .flag, default: "true"),
            Setting("live", .flag, default: "false"),
            Setting("save"),
            Setting("from"),
        ] + BrowserPlaceOptions.settings
}

/// What to do with a consent banner.
enum ConsentChoice: String, Sendable, CaseIterable, ExpressibleByArgument {
    case none, accept, both

    var captured: CaptureOptions.Consent {
        switch self {
        case .none: .none
        case .accept: .accept
        case .both: .both
        }
    }
}
