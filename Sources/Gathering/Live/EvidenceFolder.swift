public import Evidence
import Foundation

/// A folder that keeps the evidence of targets: one folder each, with the whole as JSON, and beside it for people the
/// HTML, the script files and the picture.
public struct EvidenceFolder: Sendable {
    /// The file that holds everything.
    static let fileName = "evidence.json"

    /// The folder's path.
    public let path: String

    /// The folder at a path, which need not be there yet.
    public init(_ path: String) {
        self.path = path
    }

    /// Keeps the evidence of a target.
    ///
    /// - Parameter index: the target's place in the run, from 0, which keeps the order.
    /// - Returns: why it could not be kept.
    public func save(_ evidence: TargetEvidence, index: Int) -> GatheringError? {
        let folder = URL(filePath: path).appending(path: Self.name(of: evidence.target, index: index))
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(evidence).write(to: folder.appending(path: Self.fileName))
            for (name, bytes) in Self.extracts(of: evidence) {
                try Data(bytes.array).write(to: folder.appending(path: name))
            }
            return nil
        } catch {
            return .environment("\(folder.path): the evidence cannot be kept: \(error.localizedDescription)")
        }
    }

    /// The evidence that is kept, in the order in which it was gathered.
    ///
    /// - Throws: a `GatheringError` for a folder without any, or with a file that cannot be read.
    public func evidence() throws(GatheringError) -> [TargetEvidence] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        let files = (FileManager.default.fileExists(atPath: path + "/" + Self.fileName) ? [Self.fileName] : [])
            + names.map { "\($0)/\(Self.fileName)" }
        var found: [TargetEvidence] = []
        for file in files {
            let url = URL(filePath: path).appending(path: file)
            guard FileManager.default.fileExists(atPath: url.path) else { continue }
            do {
                found.append(try JSONDecoder().decode(TargetEvidence.self, from: Data(contentsOf: url)))
            } catch {
                throw .usage("\(url.path): this is no evidence that --save wrote, or of another version")
            }
        }
        guard !found.isEmpty else {
            throw .usage("\(path): there is no evidence in this folder; --save DIR makes one")
        }
        return found
    }

    private static func extracts(of evidence: TargetEvidence) -> [(String, Bytes)] {
        let look = evidence.capture?[.first]
        var files: [(String, Bytes)] = []
        if let body = evidence.page?.body { files.append(("page.html", body)) }
        if let body = look?.document?.body, body != evidence.page?.body { files.append(("page-in-browser.html", body)) }
        for (index, file) in evidence.scriptFiles.enumerated() where !file.body.array.isEmpty {
            files.append((index == 0 ? "script.js" : "script-\(index + 1).js", file.body))
        }
        if let picture = evidence.capture?.screenshot { files.append(("screenshot.png", picture)) }
        return files
    }

    private static func name(of target: Target, index: Int) -> String {
        let number = String(index + 1)
        let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
        let words = target.name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            .filter { $0 != "https" && $0 != "http" }
        return "\(padded)-\(words.joined(separator: "-").prefix(60))"
    }
}
