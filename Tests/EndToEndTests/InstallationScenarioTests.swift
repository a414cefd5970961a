import Foundation
import Testing

extension Tag {
    /// Whole installations, served and verified.
    @Tag static var scenario: Self
    /// Needs a Chromium on this machine.
    @Tag static var browser: Self
}

extension Scenario {
    /// All scenarios, or those whose name has the words in the variable `SCENARIO`, to try one of them.
    static let chosen: [Scenario] = {
        let all = contract + further
        guard let words = ProcessInfo.processInfo.environment["SCENARIO"] else { return all }
        return all.filter { $0.name.contains(words) }
    }()
}

/// Runs the binary on whole sites: the table of scenarios with their verdicts is the promise to users.
@Suite("Installation scenarios, from outside and in a browser", .tags(.scenario))
struct InstallationScenarioTests {
    @Test(
        "From outside, a site gets its verdict and findings and is left without an event",
        arguments: Scenario.chosen)
    func fixed(_ scenario: Scenario) async throws {
        guard let expected = scenario.fixed else { return }
        try await judge(scenario, mode: "static", expected)
    }

    @Test(
        "In a browser, a site gets its verdict and findings and is left without an event",
        .tags(.browser), arguments: Scenario.chosen)
    func browser(_ scenario: Scenario) async throws {
        try await judge(scenario, mode: "browser", scenario.browser)
    }

    private func judge(_ scenario: Scenario, mode: String, _ expected: Scenario.Expected) async throws {
        let wrong = try await Turns.two.take {
            try await scenario.mismatches(mode: mode, expecting: expected)
        }
        #expect(wrong.isEmpty, "\(mode), row \(scenario.name): \(wrong.joined(separator: "; "))")
    }
}

/// Lets a few pieces of work run at a time and the others wait, in order.
actor Turns {
    static let two = Turns(2)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take<Result: Sendable>(_ work: @Sendable () async throws -> Result) async rethrows -> Result {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        defer {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
        return try await work()
    }
}
