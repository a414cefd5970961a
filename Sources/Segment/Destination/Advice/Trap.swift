/// What commonly goes wrong between an event and Dub (`segment.md`, 6); the raw value is its id.
public enum Trap: String, Sendable, Hashable, CaseIterable {
    case clickIDElsewhere = "click-id-elsewhere"
    case integrationKey = "integration-key"
    case anonymousLead = "anonymous-lead"
    case nearEventName = "near-event-name"
    case triggerLint = "trigger-lint"
    case paymentProcessor = "payment-processor"
    case metadataList = "metadata-list"
    case amountNotInCents = "amount-not-in-cents"
    case quantityOutOfRange = "quantity-out-of-range"
    case tooLong = "too-long"
    case fieldInVain = "field-in-vain"
    case emptyTextHides = "empty-text-hides"
    case falsyParent = "falsy-parent"
    case unknownSource = "unknown-source"
    case duplicateMessage = "duplicate-message"
    case repeatedLead = "repeated-lead"
    case identifyTraits = "identify-traits"
    case serverEvent = "server-event"
    case optionsReplaced = "options-replaced"
    case lostPrefix = "lost-prefix"
    case unflushedEvents = "unflushed-events"
    case oversizedEvent = "oversized-event"
    case eventPrefix = "event-prefix"
    case blankMeansNotBlank = "blank-means-not-blank"
    case severalMappings = "several-mappings"

    /// Its number in the specification, from 1.
    public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
