import Testing

@testable import Segment

@Suite("Texts that fields read")
struct CoercionTests {
    @Test(
        "numbers as JavaScript reads them",
        arguments: [
            ("3", 3), (" 7 ", 7), ("1e2", 100), ("1E+2", 100), ("0x10", 16), ("0XfF", 255), ("0b101", 5), ("0o17", 15),
            ("", 0), ("   ", 0), ("\u{A0}\u{FEFF}\n\t5\u{2029}", 5), ("-1.5", -1.5), ("+4", 4), (".5", 0.5),
            ("5.", 5), ("-.5e1", -5), ("5.e1", 50), ("007", 7), ("Infinity", .infinity), ("-Infinity", -.infinity),
            ("1e999", .infinity), ("1e-999", 0), ("\r\n5\r\n", 5),
        ] as [(String, Double)])
    func number(text: String, value: Double) {
        #expect(JavaScriptNumber.value(of: text) == value)
    }

    @Test(
        "other texts are no numbers",
        arguments: [
            "three", "3px", "$49", "1,000", "1_000", "0x", "0xG", "-0x10", "+0b1", "0b2", "1e", "1e+", ".", "-", "+-1",
            "1.2.3", "e5", "infinity", "inf", "nan", "NaN", "- 5", "1 2", "٣", "0x1p3", "5\u{301}", " \u{301}5",
            "-\u{301}5",
        ])
    func noNumber(text: String) {
        #expect(JavaScriptNumber.value(of: text) == nil)
    }

    @Test(
        "mail addresses",
        arguments: [
            "kim@acme.test", "k.i+m@a-b.acme.test", "!#$%&'*+/=?^_`{|}~-@a.b", "1@2.3", "KIM@ACME.TEST",
            "a@x--y.test",
        ])
    func email(text: String) {
        #expect(EmailAddress.isValid(text))
    }

    @Test(
        "texts that are no mail address",
        arguments: [
            "", "kim", "kim@acme", "@acme.test", "kim@", "kim@.test", "kim@acme.", ".kim@acme.test", "kim.@acme.test",
            "k..m@acme.test", "kim@acme..test", "kim@-acme.test", "kim@acme-.test", " kim@acme.test", "kim@acme.test ",
            "kim lee@acme.test", "kim@acme_1.test", "kïm@acme.test", "kim@äcme.test", "kim@@acme.test",
            "\"kim\"@acme.test", "kim@[1.2.3.4]", "kim@acme.test\n", "a@b@acme.test",
        ])
    func noEmail(text: String) {
        #expect(!EmailAddress.isValid(text))
    }
}
