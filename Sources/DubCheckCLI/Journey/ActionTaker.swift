import Browser
import Journey

/// Does what a visitor would on a page, and waits for what is not there yet.
struct ActionTaker: Sendable {
    let page: PageSession
    /// How long an element is waited for that is missing, hidden, disabled or covered.
    let patience: Duration

    /// Does one thing.
    ///
    /// - Throws: what says nothing about the element: a page or a browser that has ended, a time that is over.
    func take(_ action: PageAction) async throws -> ActionResult {
        let end = ContinuousClock.now + patience
        while true {
            let problem: ActionResult.Problem?
            do throws(BrowserError) {
                problem = try await attempt(action)
            } catch {
                // The document may just be replaced by the next one.
                guard error.isPassing, .now < end else { throw error }
                try await Task.sleep(for: Self.pause)
                continue
            }
            guard let problem, problem.isPassing, .now < end else { return ActionResult(action, problem: problem) }
            try await Task.sleep(for: Self.pause)
        }
    }

    private static let pause = Duration.milliseconds(100)

    private func attempt(_ action: PageAction) async throws(BrowserError) -> ActionResult.Problem? {
        let element: PageElement
        switch try await page.find(action.selector) {
        case .invalid(let reason): return .invalidSelector(reason)
        case .nothing(let near): return .notFound(near: near)
        case .several(let count, let samples): return .ambiguous(count: count, samples)
        case .one(let found): element = found
        }
        if !element.isVisible { return .hidden(element.html) }
        if element.isDisabled { return .disabled(element.html) }
        switch action {
        case .click(let selector): return try await click(element, selector)
        case .fill(let selector, let value): return try await fill(element, selector, value)
        }
    }

    private func click(_ element: PageElement, _ selector: String) async throws(BrowserError) -> ActionResult.Problem? {
        if let cover = element.cover { return .covered(element.html, by: cover) }
        // What still moves would not be where it is clicked.
        guard case .one(let again) = try await page.find(selector), (again.x, again.y) == (element.x, element.y) else {
            return .hidden(element.html)
        }
        try await page.click(element)
        return nil
    }

    private func fill(
        _ element: PageElement, _ selector: String, _ value: String
    ) async throws(BrowserError) -> ActionResult.Problem? {
        if element.isReadOnly { return .readOnly(element.html) }
        switch element.kind {
        case .text:
            let taken = try await page.type(value, into: selector)
            // A field may write what it takes in its own way; one without anything has taken nothing.
            return taken.isEmpty == value.isEmpty ? nil : .notTaken(taken)
        case .value:
            let taken = try await page.set(value, of: selector)
            return taken.isEmpty && !value.isEmpty ? .notTaken(taken) : nil
        case .choice:
            return try await page.choose(value, in: selector).map { .noOption($0) }
        case .tick:
            let wanted = !["", "false", "off", "no", "0"].contains(value.lowercased())
            return wanted == element.isTicked ? nil : try await click(element, selector)
        case .none: return .noField(element.html)
        }
    }
}

extension ActionResult.Problem {
    /// It may be otherwise in a moment.
    fileprivate var isPassing: Bool {
        switch self {
        case .notFound, .ambiguous, .hidden, .disabled, .covered, .noOption, .readOnly: true
        case .invalidSelector, .notTaken, .noField: false
        }
    }
}

extension BrowserError {
    /// What happens between two documents.
    var isPassing: Bool {
        switch self {
        case .javaScript, .protocolError: true
        default: false
        }
    }
}
