import JSON

extension Subscription {
    /// What does not do what it looks like: oddities of the trigger, fields that lead nowhere, required ones that are
    /// missing (`segment.md`, 2.6 and traps 6 and 11).
    ///
    /// A subscription with findings works all the same. The paths are `subscribe` and `mapping.FIELD`.
    public var findings: [SubscriptionList.Finding] {
        Trigger.lint(trigger).map { SubscriptionList.Finding(path: "subscribe", message: $0.description) }
            + fieldFindings
    }

    private var fieldFindings: [SubscriptionList.Finding] {
        guard case .object(let fields) = mapping, DirectiveName.written(in: mapping) == nil,
            fields[RootDirective.key] == nil
        else { return [] }
        let idle = fields.keys.filter { action.field($0) == nil }.map { name in
            SubscriptionList.Finding(
                path: "mapping.\(name)",
                message: "is no field of \(action.rawValue) and is removed before sending")
        }
        let missing = action.fields.filter { $0.isRequired && fields[$0.name] == nil }.map { field in
            SubscriptionList.Finding(
                path: "mapping.\(field.name)",
                message: "is missing: without \(field.label) every event is rejected")
        }
        return idle + missing
    }
}
