internal import Attribution
internal import EventStore

/// Puts what happens on its way to webhooks, within the transaction in which it happens.
///
/// So an event is told if, and only if, it is kept. Sending is the business of ``WebhookSender``.
struct Dispatch: Sendable {
    let form: AnswerForm
    let rules: WebhookRules

    /// Tells what the transaction has recorded so far: clicks, leads and sales.
    func tellRecorded(in store: inout StoreTransaction) throws {
        guard !store.recorded.isEmpty else { return }
        let events = store.recorded.map { recorded -> RecordedEvents.Event in
            switch recorded {
            case .click(let click): .click(click)
            case .lead(let lead): .lead(lead)
            case .sale(let sale, let buyer): .sale(sale, buyer: buyer)
            }
        }
        try rules.tell(RecordedEvents(events), form: form, in: &store)
    }

    /// Tells what became of a link.
    func tell(_ payload: WebhookPayload, in store: inout StoreTransaction) throws {
        try rules.tell([payload], form: form, in: &store)
    }
}

extension WorkspaceService {
    /// How events get on their way now; nil where there are no webhooks, so that nothing is looked up for them.
    var dispatch: Dispatch? { hasWebhooks ? Dispatch(form: form, rules: webhookRules) : nil }

    /// The rules for webhooks, now.
    var webhookRules: WebhookRules { WebhookRules(now: clock.now, ids: ids) }
}

extension Outcome {
    /// The same outcome, of which webhooks are told if it is a success.
    ///
    /// - Parameter payload: what they are told; nil where nothing has changed.
    func telling(
        _ dispatch: Dispatch?, in store: inout StoreTransaction, _ payload: (Answer) -> WebhookPayload?
    ) throws -> Outcome {
        if let dispatch, case .success(let answer) = result, let payload = payload(answer) {
            try dispatch.tell(payload, in: &store)
        }
        return self
    }
}

extension WebhookPayload {
    /// What is told of a request to change a link; nil where it has changed nothing.
    static func change(of link: Link, at now: Timestamp) -> WebhookPayload? {
        link.updatedAt == now ? .linkUpdated(link) : nil
    }
}
