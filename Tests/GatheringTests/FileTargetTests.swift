import Evidence
import Foundation
import Gathering
import HTMLPage
import PageURL
import Testing

@Suite("Files, folders and standard input")
struct FileTargetTests {
    /// A folder that is gone after the test.
    private static func inFolder<Result>(_ test: (URL) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gathering-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await test(folder)
    }

    private static func write(_ text: String, to folder: URL, _ path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test("A folder stands for every .html and .htm file below it, sorted; links in a circle end")
    func folder() async throws {
        try await Self.inFolder { folder in
            for path in ["b.html", "a/z.HTM", "a/deep/x.html", "a/notes.txt", "html", ".hidden.html"] {
                try Self.write("x", to: folder, path)
            }
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "a/deep/up"), withDestinationURL: folder)
            let names = try Target.expand([folder.path]).map { String($0.name.dropFirst(folder.path.count + 1)) }
            #expect(names == [".hidden.html", "a/deep/x.html", "a/z.HTM", "b.html"])
        }
    }

    @Test("Files, URLs and - stay in the order given")
    func order() async throws {
        try await Self.inFolder { folder in
            try Self.write("x", to: folder, "page.html")
            let path = folder.path + "/page.html"
            let targets = try Target.expand(["https://bücher.example", "-", path, "HTTP://acme.test"])
            #expect(targets.map(\.name) == ["https://xn--bcher-kva.example/", "-", path, "http://acme.test/"])
        }
    }

    @Test(
        "What cannot be verified is a usage error that says what to write instead",
        arguments: [
            ("ftp://acme.test/", "only http:// and https://"),
            ("file:///tmp/x.html", "give its path"),
            ("https://", "not a valid URL"),
            ("http://exa mple.com/", "not a valid URL"),
            ("acme.test", "write https://acme.test"),
            ("www.acme.com/x", "write https://www.acme.com/x"),
            ("localhost:3000/x", "write http://localhost:3000/x"),
            ("missing.html", "no such file or folder; check the path"),
            ("no/such/page", "no such file or folder; check the path"),
            ("./acme.test", "no such file or folder; check the path"),
            ("", "an empty target"),
        ])
    func usageErrors(_ argument: String, _ advice: String) {
        let error = #expect(throws: GatheringError.self) { try Target.expand([argument]) }
        #expect(error?.category == .usage)
        #expect(error?.message.contains(advice) == true)
        #expect(error?.message.hasPrefix(argument) == true)
    }

    @Test("No target, a folder without HTML, and standard input twice are usage errors")
    func nothing() async throws {
        #expect(throws: GatheringError.self) { try Target.expand([]) }
        #expect(throws: GatheringError.self) { try Target.expand(["-", "-"]) }
        try await Self.inFolder { folder in
            let error = #expect(throws: GatheringError.self) { try Target.expand([folder.path]) }
            #expect(error?.message.hasPrefix(folder.path + ": no .html file") == true)
        }
    }

    @Test("A file is a page without a URL, and nothing is fetched for it")
    func file() async throws {
        try await Self.inFolder { folder in
            try Self.write(TestPage.withTag, to: folder, "page.html")
            var options = GatheringOptions()
            options.scriptCandidates = { _ in
                Issue.record("a file's scripts were asked for")
                return []
            }
            let evidence = try await Gatherer(options: options).evidence(for: .file(folder.path + "/page.html"))
            #expect(evidence.page?.url == nil)
            #expect(evidence.page?.body.text == TestPage.withTag)
            #expect(evidence.page?.scan.scripts.count == 1)
            #expect(evidence.cacheProbe == nil)
            #expect(evidence.scriptFiles.isEmpty)
        }
    }

    @Test("A large file is read whole, one over the limit is refused")
    func sizes() async throws {
        try await Self.inFolder { folder in
            let text = String(repeating: "0123456789", count: 30_000)
            try Self.write(text, to: folder, "page.html")
            let target = Target.file(folder.path + "/page.html")
            var options = GatheringOptions()
            let evidence = try await Gatherer(options: options).evidence(for: target)
            #expect(evidence.page?.body.text == text)
            options.fileSizeLimit = 299_999
            let error = await #expect(throws: GatheringError.self) {
                try await Gatherer(options: options).evidence(for: target)
            }
            #expect(error?.category == .usage)
        }
    }

    @Test("A file that is gone is an error that names it")
    func missing() async {
        let error = await #expect(throws: GatheringError.self) {
            try await Gatherer().evidence(for: .file("/no/such/page.html"))
        }
        #expect(error?.message == "/no/such/page.html: no such file; check the path")
    }

    @Test("Standard input is a page")
    func standardInput() async throws {
        var options = GatheringOptions()
        options.standardInput = { _ in Array(TestPage.withTag.utf8) }
        let evidence = try await Gatherer(options: options).evidence(for: .standardInput)
        #expect(evidence.page?.body.text == TestPage.withTag)
    }

    @Test("Each of many targets is handed over once with its index, no more than asked for at a time")
    func many() async throws {
        try await Self.inFolder { folder in
            for index in 0..<50 { try Self.write("<p>\(index)", to: folder, "\(index).html") }
            let targets = (0..<50).map { Target.file("\(folder.path)/\($0).html") }
            let tally = Tally()
            try await Gatherer().evidence(for: targets, concurrency: 3) { index, evidence in
                await tally.begin(index, evidence.page?.body.text)
                await Task.yield()
                await tally.end()
            }
            #expect(await tally.bodies == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, "<p>\($0)") }))
            #expect(await tally.most <= 3)
        }
    }

    @Test("The first unreadable file ends a run with its error")
    func failingRun() async throws {
        let error = await #expect(throws: GatheringError.self) {
            try await Gatherer().evidence(for: [.file("/no/1.html"), .file("/no/2.html")], concurrency: 1) { _, _ in
                Issue.record("there was nothing to hand over")
            }
        }
        #expect(error?.message.hasPrefix("/no/1.html") == true)
    }

    private actor Tally {
        private(set) var bodies: [Int: String] = [:]
        private(set) var most = 0
        private var inFlight = 0

        func begin(_ index: Int, _ body: String?) {
            bodies[index] = (bodies[index] ?? "") + (body ?? "")
            inFlight += 1
            most = max(most, inFlight)
        }

        func end() { inFlight -= 1 }
    }
}
