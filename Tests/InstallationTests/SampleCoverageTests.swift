import Foundation
import Installation
import Testing

/// The catalogue and the sample pages in `web/samples/` keep step: what the verifier claims to know can be tried.
@Suite("Sample pages cover the catalogue")
struct SampleCoverageTests {
    /// Reproduced rows without a sample of their own, and why.
    static let exceptions = [
        "cookie-storage-blocked": "a setting of the browser, which no page can make",
        "cookie-not-set": "the fallback when none of the cookie's own rows explains the loss",
        "fragile-markup": "a remark about how parsers differ, beside whatever else the page has",
    ]

    @Test("There are sample pages to look at, and each sidecar has its page")
    func samplesAreFound() throws {
        let samples = try Sidecar.all()
        try #require(!samples.isEmpty)
        for sample in samples {
            #expect(FileManager.default.fileExists(atPath: sample.page.path), "\(sample.name).html is missing")
        }
    }

    @Test("Every reproduced row has a sample that shows it, or a reason why not")
    func reproducedRowsHaveSamples() throws {
        let shown = Set(try Sidecar.all().flatMap(\.findings))
        let lacking = Catalogue.entries.filter(\.isReproduced).map(\.id).filter {
            !shown.contains($0) && Self.exceptions[$0] == nil
        }
        #expect(lacking.isEmpty, "without a sample: \(lacking.joined(separator: ", "))")
    }

    @Test("An exception names a reproduced row that has no sample", arguments: exceptions.keys.sorted())
    func exceptionsAreNeeded(id: String) throws {
        let entry = try #require(Catalogue.entry(id), "no such row")
        #expect(entry.isReproduced, "a row that was not reproduced needs no exception")
        #expect(try !Sidecar.all().contains { $0.findings.contains(id) }, "a sample shows it by now")
    }

    @Test("Every sample names a row of the catalogue, or none when the page is healthy")
    func findingsAreKnown() throws {
        let unknown = try Sidecar.all().filter { sample in
            !sample.findings.allSatisfy { Catalogue.entry($0) != nil }
        }
        #expect(unknown.isEmpty, "not in the catalogue: \(unknown.map(\.name).joined(separator: ", "))")
    }

    @Test("Every sample has an expected verdict", arguments: [TargetReport.Mode.static, .browser])
    func verdictsAreKnown(mode: TargetReport.Mode) throws {
        for sample in try Sidecar.all() {
            #expect(sample.verdict(in: mode) != nil, "no verdict for \(sample.name)")
        }
    }

    @Test("Static and browser mode come to the same verdict, or the sample says why not")
    func differencesAreDeclared() throws {
        for sample in try Sidecar.all() where sample.verdict(in: .static) != sample.verdict(in: .browser) {
            #expect(sample.static?.why ?? sample.browser?.why != nil, "\(sample.name) does not say why they differ")
        }
    }

    @Test("A declared difference is one")
    func declarationsAreNeeded() throws {
        for sample in try Sidecar.all() where sample.static != nil || sample.browser != nil {
            let differs =
                sample.verdict(in: .static) != sample.verdict(in: .browser)
                || sample.finding(in: .static) != sample.finding(in: .browser)
            #expect(differs, "\(sample.name): both modes come to the same")
        }
    }
}

/// What a sample's sidecar says, as far as it concerns the catalogue.
private struct Sidecar: Decodable {
    /// What a mode comes to, where it is not what the finding says.
    struct Difference: Decodable {
        var verdict: Verdict?
        var finding: String?
        var hasOwnFinding: Bool
        var why: String

        private enum CodingKeys: String, CodingKey { case verdict, finding, why }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            verdict = try container.decodeIfPresent(String.self, forKey: .verdict).flatMap(Verdict.init)
            finding = try container.decodeIfPresent(String.self, forKey: .finding)
            hasOwnFinding = container.contains(.finding)
            why = try container.decode(String.self, forKey: .why)
        }
    }

    var finding: String?
    var `static`: Difference?
    var browser: Difference?
    /// The file name without its extension.
    var name = ""

    private enum CodingKeys: String, CodingKey { case finding, `static`, browser }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../web/samples").standardizedFileURL

    /// The page beside the sidecar.
    var page: URL { Self.folder.appending(path: "\(name).html") }

    /// The findings of both modes.
    var findings: [String] { [finding(in: .static), finding(in: .browser)].compactMap { $0 } }

    func finding(in mode: TargetReport.Mode) -> String? {
        guard let difference = difference(in: mode), difference.hasOwnFinding else { return finding }
        return difference.finding
    }

    func verdict(in mode: TargetReport.Mode) -> Verdict? {
        difference(in: mode)?.verdict ?? Catalogue.expectedVerdict(forFinding: finding(in: mode), mode: mode)
    }

    private func difference(in mode: TargetReport.Mode) -> Difference? {
        switch mode {
        case .static: self.static
        case .browser: browser
        }
    }

    /// Every sidecar, by name.
    static func all() throws -> [Sidecar] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }
            .map { file in
                var sidecar = try JSONDecoder().decode(Sidecar.self, from: Data(contentsOf: file))
                sidecar.name = file.deletingPathExtension().lastPathComponent
                return sidecar
            }
            .sorted { $0.name < $1.name }
    }
}
