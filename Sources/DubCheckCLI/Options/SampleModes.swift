import ArgumentParser

/// In which modes samples are verified.
enum SampleModes: String, Sendable, CaseIterable, ExpressibleByArgument {
    case auto, `static`, browser, both
}
