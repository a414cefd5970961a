import Installation

extension JourneyJudge {
    /// The event of this visitor in Segment's log, else the newest of those that came in without the click id.
    private var entry: SegmentEntry? { trace.deliveries.last(where: \.hasClickID) ?? trace.deliveries.last }

    /// A refused call that got as far as looking for its click.
    private var strayCall: HarnessTrace.Refusal? { trace.refusals.first { $0.clickID != nil } }

    /// Something reached the harness.
    var hasEvent: Bool { trace.lead != nil || trace.patience != nil || !trace.deliveries.isEmpty }

    /// The app told of the sign-up, with the click id.
    var event: JourneyFinding {
        guard evidence.plan.wantsLead else { return JourneyFinding(.event, .skipped, "no lead was waited for") }
        if let delivered = trace.deliveries.last(where: { $0.hasClickID && $0.outcome == "success" }) {
            return JourneyFinding(.event, .pass, "track(\"\(delivered.name)\") came through Segment, and was delivered")
        }
        if trace.lead != nil { return JourneyFinding(.event, .pass, "the app reported the lead to the API") }
        if let entry, entry.hasClickID { return undelivered(entry) }
        if !trace.leads.isEmpty || !trace.otherLeads.isEmpty || trace.notes.contains(where: HarnessTrace.isAboutLead)
            || strayCall != nil
        {
            return JourneyFinding(.event, .pass, "the app reported a lead to the API")
        }
        if let refusal = trace.refusals.first { return refused(refusal) }
        if let entry { return withoutClickID(entry) }
        return inconclusive(.event) ?? missing
    }

    private var missing: JourneyFinding {
        JourneyFinding(
            .event, .fail, cause: "no-event",
            "Nothing came in: neither a call to the Dub API nor an event through Segment.",
            evidence: visit.sent.suffix(3).map { FindingEvidence(.network, "\($0.method) \(Self.bare($0.url))") }
                + console,
            fix: "Let the app's server report the lead at sign-up, and start it with the harness's variables "
                + "(DUB_API_URL, DUB_API_KEY, or SEGMENT_HOST, SEGMENT_WRITE_KEY): else it reports somewhere else. "
                + "'dubcheck run -- COMMAND' sets them.")
    }

    private func undelivered(_ entry: SegmentEntry) -> JourneyFinding {
        let name = "track(\"\(entry.name)\")"
        let (cause, message, fix) =
            switch entry.outcome {
            case "rejected":
                (
                    "event-rejected", "\(name) came to Segment, and its mapping made no valid lead.",
                    "Correct the mapping."
                )
            case "filtered":
                (
                    "event-filtered", "\(name) came to Segment, and no subscription takes it.",
                    "Send what the trigger asks for, or change the trigger."
                )
            case "discarded", "duplicate":
                ("event-discarded", "\(name) came to Segment, which drops it.", "Send it as the reason asks.")
            case "failed":
                ("event-refused", "\(name) came through Segment, and Dub refused it.", "Mend what the answer says.")
            default:
                (
                    "event-under-way", "\(name) came to Segment, and is still on its way to Dub.",
                    "Give more time with --timeout; 'dubcheck deliveries' tells what becomes of it."
                )
            }
        return JourneyFinding(
            .event, .fail, cause: cause, message, evidence: entry.reasons.prefix(4).map(Self.note),
            fix: entry.cures.first ?? fix)
    }

    private func refused(_ refusal: HarnessTrace.Refusal) -> JourneyFinding {
        let seen = [FindingEvidence(.network, "POST \(refusal.path): \(refusal.status) \(refusal.message)")]
        switch refusal.status {
        case 401, 403:
            return JourneyFinding(
                .event, .fail, cause: "key-refused", "The app's call was refused: its API key is not the harness's.",
                evidence: seen, fix: "Start the app with the harness's DUB_API_KEY; 'dubcheck run -- COMMAND' sets it.")
        case 400 where refusal.message.contains("`clickId`"):
            return JourneyFinding(
                .event, .fail, cause: "click-id-missing", "The app reported the lead without a click id.",
                evidence: seen,
                fix: "Send the dub_id cookie of the sign-up request as clickId.")
        default:
            return JourneyFinding(
                .event, .fail, cause: "call-refused", "The app's call was refused.", evidence: seen,
                fix: "Correct the call as the answer says.")
        }
    }

    private func withoutClickID(_ entry: SegmentEntry) -> JourneyFinding {
        JourneyFinding(
            .event, .fail, cause: "click-id-missing",
            "track(\"\(entry.name)\") came to Segment without the click id \(clickID).",
            evidence: entry.reasons.prefix(3).map(Self.note),
            fix: "Send the dub_id cookie of the sign-up request with the event: "
                + "integrations: { 'Dub (Actions)': { dub_id } }.")
    }
}

extension JourneyJudge {
    /// The lead is recorded for this click.
    var lead: JourneyFinding {
        guard evidence.plan.wantsLead else { return JourneyFinding(.lead, .skipped, "no lead was waited for") }
        if let lead = trace.lead {
            let customer = lead.customer.map { " of customer \($0)" } ?? ""
            return JourneyFinding(.lead, .pass, "\"\(lead.eventName)\"\(customer) is recorded for click \(clickID)")
        }
        if let other = trace.leads.first {
            let names = trace.leads.map { "\"\($0.eventName)\"" }.joined(separator: ", ")
            return JourneyFinding(
                .lead, .fail, cause: "other-event-name",
                "The lead came with another name than \"\(evidence.plan.expectedEvent ?? "")\": \(names).",
                evidence: [Self.note("recorded for click \(clickID): \(names)")],
                fix: "Report it with the expected name, or expect it: --expect-event "
                    + ShellText.quoted(other.eventName) + ".")
        }
        if let note = trace.notes.first(where: HarnessTrace.isDuplicate) {
            return JourneyFinding(
                .lead, .fail, cause: "duplicate-lead", "The customer has had this lead already; nothing was recorded.",
                evidence: [Self.note(note)],
                fix: "Let each journey sign up another customer: write \(PageAction.placeholder) into a --fill value.")
        }
        if let note = trace.notes.first(where: HarnessTrace.isDeferred) {
            return JourneyFinding(
                .lead, .fail, cause: "deferred-lead", "The lead was deferred: only the customer exists now.",
                evidence: [Self.note(note)], fix: "Send it without mode \"deferred\", or send the second call, too.")
        }
        return wrongClick
    }

    private var wrongClick: JourneyFinding {
        let fix = "Send the value of the dub_id cookie of the sign-up request as clickId, unchanged."
        if let call = strayCall {
            return JourneyFinding(
                .lead, .fail, cause: "unknown-click",
                "The lead was sent for click \(call.clickID ?? ""), which is not this visitor's \(clickID).",
                evidence: [FindingEvidence(.network, "POST \(call.path): \(call.status) \(call.message)")], fix: fix)
        }
        if let other = trace.otherLeads.first {
            return JourneyFinding(
                .lead, .fail, cause: "other-click",
                "A lead was recorded for another click than this visitor's \(clickID).",
                evidence: [Self.note("\"\(other.eventName)\" for click \(other.clickID ?? "?")")], fix: fix)
        }
        return inconclusive(.lead)
            ?? JourneyFinding(
                .lead, .fail, cause: "no-lead", "The event came in, and no lead was recorded.",
                evidence: trace.notes.map(Self.note), fix: "'dubcheck deliveries' shows what became of it.")
    }
}
