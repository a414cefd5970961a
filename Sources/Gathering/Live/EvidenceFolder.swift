public import Evidence
import Foundation

/// A folder that keeps the evidence of one run: a folder for each target, with the whole as JSON, and beside it for people
/// the HTML, the script files and the picture.
///
/// What the user gave to get in (header fields, cookies, user and password) is no evidence and not in it.
public struct EvidenceFolder: Sendable {
    /// The file that holds everything.
    static let fileName = "evidence.json"

    /// The folder's path.
    public let path: String

    /// The folder at a path, which need not be there yet.
    public init(_ path: String) {
        self.path = path
    }

    /// Makes sure before a run that its evidence can be kept: makes the folder, when it is not there.
    ///
    /// - Throws: a `GatheringError` for a folder that cannot be written, and for one that holds evidence already: two runs
    ///   in one folder would be judged as one.
    public func prepare() throws(GatheringError) {
        if FolderListing.kind(of: path) == .file {
            throw .usage("\(path): a file; evidence needs a folder, give another path")
        }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .environment(
                "\(path): the folder for evidence cannot be made: \(Self.reason(error)); give another path")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw .environment("\(path): no permission to write there; change its permissions or give another path")
        }
        guard try files().isEmpty else {
            throw .usage("\(path): holds the evidence of an earlier run; give another folder, or remove this one first")
        }
    }

    /// Keeps the evidence of a target.
    ///
    /// - Parameter index: the target's place in the run, from 0, which keeps the order.
    /// - Throws: a `GatheringError` when it cannot be kept.
    public func save(_ evidence: TargetEvidence, index: Int) throws(GatheringError) {
        let folder = path + "/" + Self.name(of: evidence.target, index: index)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, bytes) in Self.extracts(of: evidence) {
                try Data(bytes.array).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            // Last and whole or not at all: a run that is interrupted leaves only evidence that can be judged.
            try encoder.encode(evidence).write(
                to: URL(fileURLWithPath: folder + "/" + Self.fileName), options: .atomic)
        } catch {
            throw .environment(
                "\(folder): the evidence cannot be kept: \(Self.reason(error)); make room there or give another folder")
        }
    }

    /// Hands over the evidence that is kept, in the order of the targets, one at a time.
    ///
    /// - Throws: a `GatheringError` for a folder without any, or with a file that cannot be read.
    public func forEach(_ body: (TargetEvidence) -> Void) throws(GatheringError) {
        switch FolderListing.kind(of: path) {
        case .missing: throw .usage("\(path): no such folder; --save \(path) makes it")
        case .file: throw .usage("\(path): a file; give the folder that --save made")
        case .folder: break
        }
        let files = try files()
        guard !files.isEmpty else {
            throw .usage("\(path): there is no evidence in this folder; --save DIR makes one")
        }
        for file in files {
            let data: Data
            do {
                data = try Data(contentsOf: URL(fileURLWithPath: file))
            } catch {
                throw .environment("\(file): cannot be read: \(Self.reason(error))")
            }
            guard let evidence = try? JSONDecoder().decode(TargetEvidence.self, from: data) else {
                throw .usage("\(file): no evidence that this version of dubcheck keeps; save it anew with --save")
            }
            body(evidence)
        }
    }

    /// The files with evidence, in the order of the targets: in the folder itself, and one level below it.
    private func files() throws(GatheringError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .environment("\(path): the folder cannot be listed; check its permissions")
        }
        // By number: from 10,000 targets on, the order of the names is another.
        let ordered = names.map { (number: Int($0.prefix { $0.isASCII && $0.isNumber }) ?? .max, name: $0) }
            .sorted { $0 < $1 }
        let candidates = [Self.fileName] + ordered.map { "\($0.name)/\(Self.fileName)" }
        return candidates.map { "\(path)/\($0)" }.filter { FolderListing.kind(of: $0) == .file }
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
            .filter { $0 != "https" && $0 != "http" }.joined(separator: "-")
        return words.isEmpty ? padded : "\(padded)-\(words.prefix(60))"
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoPermission, .fileWriteNoPermission: "no permission"
        case .fileWriteOutOfSpace: "the disk is full"
        case .fileWriteVolumeReadOnly: "the disk can only be read"
        case .fileWriteFileExists: "a file of that name is there"
        default: error.localizedDescription
        }
    }
}
