import Foundation
import HTMLPage
import Testing

/// A document and the label that real Chromium gave its probe.
struct PlacementCase: Decodable, Sendable {
    var id: String
    var category: String
    var html: Data
    var expected: Placement

    enum CodingKeys: String, CodingKey {
        case id, category, expected
        case html = "html_b64"
    }

    var label: Placement {
        HeadScan(bytes: Array(html)).placement(ofScriptWithAttribute: "data-probe")
    }

    static func load(_ url: URL) throws -> [PlacementCase] {
        try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(PlacementCase.self, from: Data($0.utf8))
        }
    }
}

@Suite("Labels of real Chromium")
struct PlacementCaseTests {
    static let all = Repository.root.deletingLastPathComponent().appending(path: "shared/cases/head_placement.jsonl")

    @Test("Every case of the committed selection gets Chromium's label")
    func selection() throws {
        let cases = try PlacementCase.load(Repository.fixtures.appending(path: "placement.jsonl"))
        #expect(cases.count >= 150)
        for example in cases {
            #expect(example.label == example.expected, "\(example.category) \(example.id)")
        }
    }

    @Test(
        "Every case beside the checkout gets Chromium's head or not head, and nearly all their full label",
        .enabled(if: FileManager.default.fileExists(atPath: all.path)))
    func everything() throws {
        let cases = try PlacementCase.load(Self.all)
        var misplaced: [String] = []
        var mislabelled: [String] = []
        for example in cases {
            let label = example.label
            if (label == .head) != (example.expected == .head) { misplaced.append(example.id) }
            if label != example.expected { mislabelled.append(example.id) }
        }
        #expect(misplaced.isEmpty)
        #expect(mislabelled.count * 500 <= cases.count, "\(mislabelled)")
    }
}

/// Where the files of the repository lie.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let fixtures = root.appending(path: "Tests/Fixtures")
}
