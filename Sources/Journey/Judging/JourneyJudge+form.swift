import Installation

extension JourneyJudge {
    /// Every field was found and filled, every button clicked.
    var form: JourneyFinding {
        let actions = evidence.plan.actions
        guard !actions.isEmpty else {
            return JourneyFinding(
                .form, .skipped,
                evidence.plan.wantsLead
                    ? "nothing to fill in or click" : "give --fill and --click to go on to the lead")
        }
        if let failed = visit.actions.first(where: { $0.problem != nil }), let problem = failed.problem {
            return finding(problem, at: failed.action)
        }
        guard visit.actions.count == actions.count else {
            let next = actions[visit.actions.count].selector
            return inconclusive(.form)
                ?? JourneyFinding(
                    .form, .inconclusive, cause: "timeout", "The time was over before \(next).",
                    fix: "Give more time with --timeout.")
        }
        let clicks = actions.count(where: \.isClick)
        let fields = actions.count - clicks
        return JourneyFinding(.form, .pass, "\(Self.count(fields, "field")) filled, \(Self.count(clicks, "click"))")
    }

    private func finding(_ problem: ActionResult.Problem, at action: PageAction) -> JourneyFinding {
        let option = action.isClick ? "--click" : "--fill"
        let selector = action.selector
        let (cause, message, seen, fix): (String, String, [FindingEvidence], String) =
            switch problem {
            case .invalidSelector(let reason):
                (
                    "selector-invalid", "\(option) \(selector) is no CSS selector.", [Self.note(reason)],
                    "Write it as in CSS."
                )
            case .notFound(let near):
                (
                    "selector-not-found", "Nothing on the page fits \(option) \(selector).",
                    near.isEmpty ? [] : [Self.note("the page has \(near.joined(separator: ", "))")],
                    "Give a selector that the page has; one for what comes later goes after the --click that brings it."
                )
            case .ambiguous(let count, let samples):
                (
                    "selector-ambiguous", "\(count) elements fit \(option) \(selector).", samples.map(Self.element),
                    "Give a selector that fits one of them only."
                )
            case .hidden(let html):
                (
                    "element-hidden", "\(option) \(selector) is there, but not to be seen.", [Self.element(html)],
                    "Let a --click before it open what it is in, or click its label."
                )
            case .disabled(let html):
                (
                    "element-disabled", "\(option) \(selector) is disabled, and stayed so.", [Self.element(html)],
                    "See what the form still wants before it: fill that, too."
                )
            case .readOnly(let html):
                (
                    "field-read-only", "\(option) \(selector) cannot be changed.", [Self.element(html)],
                    "Leave it out, or fill another field."
                )
            case .covered(let html, let cover):
                (
                    "element-covered", "\(option) \(selector) lies under another element.",
                    [Self.element(html), Self.note("over it: \(cover)")],
                    "Close what lies over it first, with a --click of its own."
                )
            case .noOption(let options):
                (
                    "option-missing", "The list \(selector) has no such option.",
                    [Self.note("its options: \(options.joined(separator: ", "))")],
                    "Give one of its options, by value or by text."
                )
            case .notTaken(let value):
                (
                    "value-not-taken", "The field \(selector) did not take the value.",
                    [Self.note("in it now: \"\(value)\"")],
                    "See whether the page's code changes the field back, and give a value that it takes."
                )
            case .noField(let html):
                (
                    "no-field", "\(selector) is no field that can be filled.", [Self.element(html)],
                    "Give the selector of the field itself, or --click it."
                )
            }
        return JourneyFinding(
            .form, .fail, cause: cause, message, evidence: seen + console, fix: fix)
    }

    /// The form sent something, and it was taken.
    var submission: JourneyFinding {
        guard !evidence.plan.actions.isEmpty else {
            return JourneyFinding(.submission, .skipped, "nothing was submitted")
        }
        let telling = visit.sent.last { $0.method != "GET" } ?? visit.sent.last(where: \.isDocument) ?? visit.sent.last
        let words = telling.map(Self.words)
        // Whatever it answered: the event came.
        if hasEvent { return JourneyFinding(.submission, .pass, words ?? "the event came in") }
        guard let telling, let words else {
            if !visit.invalidFields.isEmpty {
                return JourneyFinding(
                    .submission, .fail, cause: "form-invalid", "The browser did not send the form: fields are invalid.",
                    evidence: visit.invalidFields.map { FindingEvidence(.dom, $0) },
                    fix: "Fill these fields, too, with values that the form takes.")
            }
            return inconclusive(.submission)
                ?? JourneyFinding(
                    .submission, .fail, cause: "nothing-sent", "After the last click the page sent nothing.",
                    evidence: console,
                    fix: console.isEmpty
                        ? "See that the click submits the form: is it the right button?"
                        : "Mend the error in the page's script.")
        }
        let refused = visit.sent.last { ($0.status ?? 0) >= 400 || $0.failure != nil }
        if let refused, refused.method != "GET" || refused.isDocument {
            return JourneyFinding(
                .submission, .fail, cause: "request-failed",
                "What the form sent was not taken: \(Self.words(refused)).",
                evidence: visit.sent.suffix(4).map { FindingEvidence(.network, Self.words($0)) } + console,
                fix: "See the app's own log for this request.")
        }
        return JourneyFinding(.submission, .pass, words, evidence: telling.isDocument ? [] : console)
    }

    private static func words(_ exchange: PageVisit.Exchange) -> String {
        let answer = exchange.failure ?? exchange.status.map(String.init) ?? "no answer yet"
        return "\(exchange.method) \(bare(exchange.url)): \(answer)"
    }

    private static func element(_ html: String) -> FindingEvidence { FindingEvidence(.dom, html) }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
