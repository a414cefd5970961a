import Testing

@testable import Journey

@Suite("What a visitor does on the page")
struct PageActionTests {
    @Test(
        "A fill is split at the first equals sign that is not part of the selector",
        arguments: [
            ("#email=a@acme.test", "#email", "a@acme.test"), ("input[name=email]=a=b", "input[name=email]", "a=b"),
            (#"[data-x="]="]=v"#, #"[data-x="]="]"#, "v"), ("#name=", "#name", ""),
            ("form:has(input[a=b]) input=x", "form:has(input[a=b]) input", "x"),
        ])
    func fill(text: String, selector: String, value: String) {
        #expect(PageAction(fill: text) == .fill(selector: selector, value: value))
    }

    @Test("What is no fill is none", arguments: ["", "#email", "=value", "input[name=email]"])
    func noFill(text: String) {
        #expect(PageAction(fill: text) == nil)
    }

    @Test("The placeholder is replaced in values, and nowhere else")
    func unique() {
        let action = PageAction.fill(selector: "#a{unique}", value: "a+{unique}@acme.test, {unique}")
        #expect(action.with(unique: "x1") == .fill(selector: "#a{unique}", value: "a+x1@acme.test, x1"))
        #expect(PageAction.click(selector: "{unique}").with(unique: "x1") == .click(selector: "{unique}"))
    }
}
