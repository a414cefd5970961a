import Foundation
import JSON
import Segment
import Testing

@Suite("A mapping gives what Segment's runtime gives")
struct MappingCasesTests {
    @Test("every case of the fixture")
    func fixture() throws {
        let cases = try MappingCase.read(MappingCase.fixture)
        #expect(cases.count >= 40)
        check(cases)
    }

    @Test(
        "every shared case",
        .enabled(if: FileManager.default.fileExists(atPath: MappingCase.shared.path)))
    func shared() throws {
        let cases = try MappingCase.read(MappingCase.shared)
        #expect(cases.count > 200)
        check(cases)
    }

    private func check(_ cases: [MappingCase]) {
        for one in cases where !one.hasLiquid { #expect(one.difference == nil) }
        for one in cases where one.hasLiquid {
            #expect(throws: MappingError.self, "\(one.id)") { try Mapping(one.mapping) }
        }
    }
}
