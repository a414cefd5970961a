import Evidence
import Foundation
import Installation
import PageURL

/// A page as it would be gathered: its answer, what the caches had, and the files at Dub's host and on the site.
struct Scene {
    var target = "https://acme.test/"
    var html: String
    var status = 200
    var fields: HTTPFields = ["Content-Type": "text/html; charset=utf-8"]
    var hops: [Hop] = []
    /// Where the page ends, with `PROBE` for the probe value.
    var final: String?
    var looks: [CacheProbe.Look] = []
    /// Files by URL, beside the 8 variants at Dub's host, which are always there.
    var files: [String: ScriptFile] = [:]
    var options = JudgeOptions()

    static let probe = "probe1234567"
    static let now = Date(timeIntervalSince1970: 1_780_000_000)

    /// The hash that the gatherer is to have computed of the served file; any value but that of the tests with a wrong one.
    static let servedDigest = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="

    static let tag = #"<script defer src="https://www.dubcdn.com/analytics/script.js"></script>"#

    /// A document with these lines in its head and body.
    static func document(head: String = "", body: String = "<h1>Hello</h1>") -> String {
        "<!doctype html>\n<html>\n<head>\n<title>Acme</title>\n\(head)\n</head>\n<body>\n\(body)\n</body>\n</html>\n"
    }

    init(_ html: String) {
        self.html = html
    }

    init(head: String = "", body: String = "<h1>Hello</h1>") {
        html = Self.document(head: head, body: body)
    }

    /// The scene with a change.
    func with(_ change: (inout Scene) -> Void) -> Scene {
        var copy = self
        change(&copy)
        return copy
    }

    var evidence: TargetEvidence {
        let url = PageURL(target)!
        let landing = final.map { PageURL($0.replacing("PROBE", with: Self.probe))! }
        var evidence = TargetEvidence(target: .url(url), startedAt: Self.now, probeValue: Self.probe, hops: hops)
        let page = PageEvidence(
            url: landing ?? url.settingQueryItem("dub_id", Self.probe), status: status, fields: fields,
            body: Bytes(Array(html.utf8)))
        evidence.page = page
        if !looks.isEmpty { evidence.cacheProbe = CacheProbe(looks: looks) }
        let wanted = ([page] + looks.compactMap(\.page)).flatMap { scriptCandidates(in: $0) }
        for file in Set(wanted).compactMap(file) { evidence.scriptFiles.append(file) }
        return evidence
    }

    var report: TargetReport {
        judge(evidence, options: options)
    }

    private func file(at url: PageURL) -> ScriptFile? {
        if let file = files[url.href] { return file }
        guard ["www.dubcdn.com", "dubcdn.com"].contains(url.host) else {
            return ScriptFile(
                url: url,
                failure: FetchFailure(.nameNotFound, url: url.href, message: "the name \(url.host) has no address"))
        }
        let name = url.path.split(separator: "/").last.map(String.init) ?? ""
        guard url.path.hasPrefix("/analytics/"), let variant = ScriptVariant(fileName: name) else {
            return ScriptFile(url: url, status: 404, fields: ["Content-Type": "text/html"], body: "<h1>Not found</h1>")
        }
        return Self.script(variant, at: url.href)
    }

    /// A variant of the script as a server would answer it.
    static func script(
        _ variant: ScriptVariant = ScriptVariant(), at url: String, status: Int = 200,
        fields: HTTPFields = ["Content-Type": "application/javascript", "Access-Control-Allow-Origin": "*"]
    ) -> ScriptFile {
        let parts = ["base"] + ScriptVariant.Part.allCases.filter(variant.parts.contains).map(\.rawValue)
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "web/analytics")
        let code = parts.map { try! String(contentsOf: folder.appending(path: "\($0).js"), encoding: .utf8) }.joined()
        return ScriptFile(
            url: PageURL(url)!, status: status, fields: fields, body: Bytes(Array(code.utf8)),
            digests: ["sha256": servedDigest])
    }
}

extension TargetReport {
    /// The ids of the findings that count, and those that only tell.
    var ids: [String] {
        findings.map(\.id)
    }
}
