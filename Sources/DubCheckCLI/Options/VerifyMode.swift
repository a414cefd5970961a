import ArgumentParser

/// How to look at pages.
enum VerifyMode: String, Sendable, CaseIterable, ExpressibleByArgument {
    case auto, `static`, browser
}
