import Segment
import Testing

@Suite("Names that are nearly a trigger's name")
struct NearNameTests {
    @Test(
        "what they differ in",
        arguments: [
            ("sign up", "Sign Up", [.letterCase]),
            ("Sign  Up", "Sign Up", [.spaces]),
            (" Sign Up", "Sign Up", [.spaces]),
            ("SignUp", "Sign Up", [.spaces]),
            ("signup", "Sign Up", [.letterCase, .spaces]),
            ("sign_up", "sign up", [.spaces, .underscores]),
            ("signup", "sign_up", [.underscores]),
            ("sign-up", "signup", [.hyphens]),
            ("Signed Up", "Sign Up", [.tense]),
            ("Signing Up", "Signed Up", [.tense]),
            ("signed_up", "Sign Up", [.letterCase, .spaces, .underscores, .tense]),
            ("SignedUp", "SignUp", [.tense]),
            ("Account Created", "Account Create", [.tense]),
            ("Trial Stopped", "Trial Stop", [.tense]),
            ("Link Copied", "Link Copy", [.tense]),
            ("Invoice Paid", "Invoice Pay", [.tense]),
            ("Seat Added", "Seat Add", [.tense]),
            ("Coupon Used", "Coupon Use", [.tense]),
            ("Seat Agreed", "Seat Agree", [.tense]),
            ("Stopping", "Stopped", [.tense]),
            ("iPhone Sold", "IPhone Sold", [.letterCase]),
        ] as [(String, String, [NearName.Difference])])
    func differences(found: String, wanted: String, differences: [NearName.Difference]) {
        #expect(NearName.differences(found, from: wanted) == differences)
        #expect(NearName.differences(wanted, from: found) == differences)
    }

    @Test(
        "other names are not near, and equal ones do not differ",
        arguments: [
            ("Sign Up", "Sign Up"), ("Sign In", "Sign Up"), ("Up Sign", "Sign Up"), ("", "Sign Up"), ("_", "-"),
            ("Sign Upp", "Sign Up"), ("Need", "Ne"), ("Thing", "Th"), ("Bring", "Br"), ("Order", "Border"),
            ("Us", "Use"),
            ("Caf\u{E9}", "Cafe\u{301}"),
        ])
    func others(found: String, wanted: String) {
        #expect(NearName.differences(found, from: wanted) == nil)
        #expect(NearName.explanation(found, wanted: wanted) == nil)
    }

    @Test("a name of many separators takes no quadratic time", .timeLimit(.minutes(1)))
    func manySeparators() {
        let spaces = String(repeating: " ", count: 32_000)
        #expect(NearName.differences("Sign Up" + spaces, from: "Sign Up") == [.spaces])
    }

    @Test("the explanation names them in a sentence")
    func explanation() {
        #expect(NearName.explanation("sign up", wanted: "Sign Up") == "only the letter case differs")
        #expect(NearName.explanation("SignUp", wanted: "Sign Up") == "only the spaces differ")
        #expect(NearName.explanation("Signed Up", wanted: "Sign Up") == "only the tense differs")
        #expect(NearName.explanation("sign_up", wanted: "sign up") == "only the spaces and the underscores differ")
        #expect(
            NearName.explanation("signed-up", wanted: "Sign up")
                == "only the letter case, the spaces, the hyphens and the tense differ")
    }
}
