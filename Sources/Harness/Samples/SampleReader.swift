internal import CookieForecast
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import WebAssets

/// Reads one sample from its sidecar and checks it against what is there.
struct SampleReader {
    static let ways: Set<String> = ["manual", "npm", "gtm", "proxy", "wordpress", "webflow", "framer", "shopify"]

    let name: String
    let assets: WebAssets

    private var file: String { "samples/\(name).json" }

    /// The sample, or the first thing that is wrong with it.
    func read() throws(SampleProblem) -> Sample {
        guard let bytes = assets.asset(at: file)?.bytes else { throw problem("the file is not there") }
        let sidecar: Sidecar
        do {
            // Its errors have a line and a column, which those of JSONDecoder lack.
            var text = JSONText(String(decoding: bytes, as: UTF8.self))
            _ = try text.parse()
            sidecar = try JSONDecoder().decode(Sidecar.self, from: Data(bytes))
        } catch {
            throw SampleProblem(file: file, decoding: error)
        }
        return try sample(sidecar)
    }

    private func sample(_ sidecar: Sidecar) throws(SampleProblem) -> Sample {
        guard name.utf8.allSatisfy(Self.isKebab) else { throw problem("a sample's name is kebab-case") }
        if let way = sidecar.way, !Self.ways.contains(way) {
            throw problem("'\(way)' is no way of installing; known are \(Self.ways.sorted().joined(separator: ", "))")
        }
        let path = sidecar.path ?? "/samples/\(name)"
        guard Self.isBelow("/samples/\(name)", path) else { throw problem("path '\(path)' is not the sample's own") }

        let page = try answer(
            .init(status: sidecar.status, headers: sidecar.headers), at: "page", defaultFile: "\(name).html")
        var cases: [Sample.Case] = []
        for (index, item) in (sidecar.cases ?? []).enumerated() {
            let answer = try answer(item.answer, at: "cases[\(index)]", defaultFile: "\(name).html", over: page)
            cases.append(Sample.Case(condition: item.when, answer: answer))
        }
        var routes: [String: Sample.Answer] = [:]
        for (route, item) in sidecar.routes ?? [:] {
            guard Self.isRoute(route) else { throw problem("route '\(route)' is no path below the sample's") }
            routes[route] = try answer(item, at: "routes.\(route)", defaultType: WebAsset(path: route, bytes: []))
        }
        return Sample(
            name: name, title: sidecar.title, about: sidecar.about, finding: sidecar.finding,
            differences: try differences(sidecar), way: sidecar.way,
            origin: sidecar.origin, path: path, options: sidecar.options ?? [], hosts: try hosts(sidecar),
            page: page, cases: cases, routes: routes, elsewhere: try elsewhere(sidecar.elsewhere ?? [:]))
    }

    private func differences(
        _ sidecar: Sidecar
    ) throws(SampleProblem) -> [HarnessConfiguration.VerdictMode: Sidecar.Difference] {
        var differences: [HarnessConfiguration.VerdictMode: Sidecar.Difference] = [:]
        differences[.static] = sidecar.staticMode
        differences[.browser] = sidecar.browserMode
        for (mode, difference) in differences {
            if let verdict = difference.verdict, !Sidecar.Difference.verdicts.contains(verdict) {
                let known = Sidecar.Difference.verdicts.joined(separator: ", ")
                throw problem("\(mode.rawValue): '\(verdict)' is no verdict; known are \(known)")
            }
            guard difference.verdict != nil || difference.finding != nil else {
                throw problem("\(mode.rawValue): neither a verdict nor a finding says what differs")
            }
            guard !difference.why.isEmpty else { throw problem("\(mode.rawValue): the reason why is empty") }
        }
        return differences
    }

    private func elsewhere(
        _ answers: [String: Sidecar.Answer]
    ) throws(SampleProblem) -> [ElsewhereAddress: Sample.Answer] {
        var elsewhere: [ElsewhereAddress: Sample.Answer] = [:]
        for (text, item) in answers.sorted(by: { $0.key < $1.key }) {
            guard let address = ElsewhereAddress(text), Self.isHost(address.host[...]) else {
                throw problem("elsewhere '\(text)' is not of the form www.example.com/path or www.example.com/path?a=b")
            }
            guard !address.belongsToHarness else { throw problem("elsewhere '\(text)' is the harness's own") }
            elsewhere[address] = try answer(
                item, at: "elsewhere.\(text)", defaultType: WebAsset(path: address.path, bytes: []))
        }
        return elsewhere
    }

    private func hosts(_ sidecar: Sidecar) throws(SampleProblem) -> [String] {
        var hosts: [String] = []
        if let origin = sidecar.origin {
            let rest = ["https://", "http://"].first { origin.hasPrefix($0) }.map { origin.dropFirst($0.count) }
            guard let rest, Self.isHost(rest) else {
                throw problem("origin '\(origin)' is not of the form https://www.acme.test")
            }
            hosts.append(String(rest))
        }
        for host in sidecar.hosts ?? [] where !hosts.contains(host) {
            guard Self.isHost(host[...]) else { throw problem("'\(host)' is no host name in lower case") }
            hosts.append(host)
        }
        return hosts
    }

    /// - Parameters:
    ///   - defaultFile: What is sent when the answer names nothing.
    ///   - base: What the answer's own status and headers are laid over.
    private func answer(
        _ answer: Sidecar.Answer, at place: String, defaultFile: String? = nil, defaultType: WebAsset? = nil,
        over base: Sample.Answer? = nil
    ) throws(SampleProblem) -> Sample.Answer {
        let status = answer.status ?? base?.status.code ?? 200
        guard (200...599).contains(status) else { throw problem("\(place): status \(status) is none of HTTP's") }
        guard [answer.script, answer.file, answer.body].count(where: { $0 != nil }) <= 1 else {
            throw problem("\(place): only one of script, file and body")
        }

        guard (0...600).contains(answer.delay ?? 0) else { throw problem("\(place): a delay goes from 0 to 600 s") }

        let content: Sample.Content
        var type = defaultType?.contentType ?? "text/html; charset=utf-8"
        if let script = answer.script {
            guard let variant = ScriptVariant(fileName: script) else {
                throw problem("\(place): '\(script)' is none of the 8 script files")
            }
            content = .script(variant)
            type = "application/javascript; charset=utf-8"
        } else if let body = answer.body {
            content = .text(body)
        } else if let file = answer.file ?? defaultFile {
            guard let asset = assets.asset(at: "samples/\(file)") else {
                throw problem("\(place): the file samples/\(file) is not there")
            }
            content = .file(asset.path)
            type = asset.contentType
        } else {
            content = .nothing
        }

        var headers = base?.headers ?? (content == .nothing ? [:] : [.contentType: type])
        try apply(answer.headers ?? [:], to: &headers, at: place)
        return Sample.Answer(
            status: .init(code: status), headers: headers, content: content, keepsQuery: answer.keepQuery ?? false,
            delay: answer.delay ?? 0)
    }

    private func apply(
        _ values: [String: Sidecar.HeaderValues], to headers: inout HTTPFields, at place: String
    ) throws(SampleProblem) {
        for (text, header) in values.sorted(by: { $0.key < $1.key }) {
            guard let name = HTTPField.Name(text) else { throw problem("\(place): '\(text)' is no name of a header") }
            guard header.values.allSatisfy({ HTTPField.isValidValue($0) }) else {
                throw problem("\(place): the value of \(text) cannot be sent")
            }
            headers[values: name] = header.values
        }
    }

    private func problem(_ reason: String) -> SampleProblem {
        SampleProblem(file: file, reason: reason)
    }

    private static func isKebab(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isHost(_ host: Substring) -> Bool {
        !host.isEmpty && host.utf8.allSatisfy { isKebab($0) || $0 == UInt8(ascii: ".") }
    }

    private static func isBelow(_ base: String, _ path: String) -> Bool {
        guard path.hasPrefix(base) else { return false }
        return path.dropFirst(base.count).first.map { "/?#.".contains($0) } ?? true
    }

    private static func isRoute(_ route: String) -> Bool {
        !route.isEmpty
            && route.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0 != "." && $0 != ".."
            }
    }
}
