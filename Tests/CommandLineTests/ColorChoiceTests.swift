import Reporting
import Testing

@testable import DubCheckCLI

@Suite("Colour rules")
struct ColorChoiceTests {
    @Test(
        "option, then NO_COLOR, then forcing, then TERM=dumb, then the terminal",
        arguments: [
            (ColorChoice.auto, [:], true, true),
            (.auto, [:], false, false),
            (.auto, ["NO_COLOR": "1"], true, false),
            (.auto, ["NO_COLOR": ""], true, true),
            (.auto, ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
            (.auto, ["FORCE_COLOR": "1"], false, true),
            (.auto, ["FORCE_COLOR": "0"], false, false),
            (.auto, ["CLICOLOR_FORCE": "1", "TERM": "dumb"], false, true),
            (.auto, ["TERM": "dumb"], true, false),
            (.always, ["NO_COLOR": "1", "TERM": "dumb"], false, true),
            (.never, ["FORCE_COLOR": "1"], true, false),
        ] as [(ColorChoice, [String: String], Bool, Bool)])
    func rules(choice: ColorChoice, environment: [String: String], isTerminal: Bool, coloured: Bool) {
        #expect(choice.style(environment: environment, isTerminal: isTerminal).isColoured == coloured)
    }
}
