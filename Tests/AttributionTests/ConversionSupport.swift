import Attribution
import AttributionTesting

extension ConversionRules {
    /// The rules some time after the click.
    static func after(_ duration: Duration = .zero) -> ConversionRules {
        ConversionRules(workspaceID: MemoryStore.workspace, now: MemoryStore.start + duration)
    }
}

extension Outcome {
    /// The message of the error, if it is one.
    var refusal: String? {
        if case .failure(let error) = result { error.message } else { nil }
    }
}
