import Foundation
import Testing

@Suite("dubcheck doctor, as a process", .timeLimit(.minutes(2)))
struct DoctorTests {
    private struct Report: Decodable {
        struct Check: Decodable {
            var name: String
            var state: String
            var message: String
        }
        var ready: Bool
        var checks: [Check]
    }

    @Test("A machine with all that is needed is ready, after a real browser has opened a page, and nothing stays")
    func ready() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "doctor-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let outcome = try await Tool.run(
            "doctor", "--port", "0", "--data", folder.appending(path: "data/a.sqlite").path, "--format", "json")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        #expect(report.ready && report.checks.map(\.name) == ["browser", "driver", "libxml2", "port", "data"])
        let browser = try #require(report.checks.first)
        #expect(browser.state == "ok" && browser.message.contains("has opened a page"), "\(browser.message)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("A browser that is none is found out by starting it")
    func noBrowser() async throws {
        let outcome = try await Tool.run("doctor", "--port", "0", "--browser", "/bin/false")
        #expect(outcome.status == 2)
        #expect(outcome.output.hasPrefix("✗ browser   the browser /"), "\(outcome.output)")
    }
}
