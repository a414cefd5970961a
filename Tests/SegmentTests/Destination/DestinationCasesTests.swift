import Foundation
import JSON
import Segment
import Testing

@Suite("The destination does what Segment's runtime does")
struct DestinationCasesTests {
    @Test("every case of the fixture")
    func fixture() throws {
        let cases = try DestinationCase.read(DestinationCase.fixture)
        #expect(cases.count >= 20)
        for one in cases { #expect(try one.difference() == nil) }
    }

    @Test(
        "every case beside the repository",
        .enabled(if: FileManager.default.fileExists(atPath: DestinationCase.shared.path)))
    func shared() throws {
        let cases = try DestinationCase.read(DestinationCase.shared)
        #expect(cases.count >= 20)
        for one in cases { #expect(try one.difference() == nil) }
    }
}
