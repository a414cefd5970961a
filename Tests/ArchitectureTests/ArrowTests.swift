import Foundation
import Testing

/// The rooms of the design and who may use whom, held against what `swift package describe` says.
@Suite("Arrows between the rooms")
struct ArrowTests {
    /// What each room may use: other rooms, and products of other packages.
    ///
    /// This is the design; Package.swift follows.
    static let allowed: [String: Set<String>] = [
        "PageURL": [],
        "Gzip": ["CZlib"],
        "JSON": [],
        "HTMLPage": ["CLibXML2"],
        "CookieForecast": ["PageURL", "CPublicSuffix"],
        "Evidence": ["PageURL", "HTMLPage", "CookieForecast"],
        "Installation": ["Evidence", "PageURL", "HTMLPage", "CookieForecast"],
        "CProcess": [],
        "Browser": [
            "Evidence", "JSON", "PageURL", "HTMLPage", "CookieForecast", "CProcess", "NIOCore", "NIOPosix", "NIOHTTP1",
            "NIOWebSocket", "NIOSSL",
        ],
        "Gathering": [
            "Evidence", "PageURL", "HTMLPage", "Browser", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1",
            "NIOSSL", "NIOHTTPCompression", "Crypto", "Gzip",
        ],
        "Journey": ["Installation", "Evidence", "JSON", "PageURL"],
        "Reporting": ["Installation", "Journey", "Evidence", "JSON", "PageURL", "HTMLPage", "CookieForecast"],
        "DubCheck": ["Gathering", "Browser", "Installation", "Reporting", "Evidence", "PageURL"],
        "Attribution": ["JSON", "PageURL", "Crypto"],
        "AttributionTesting": ["Attribution"],
        "Segment": ["JSON"],
        "EventStore": ["Attribution", "Segment", "JSON", "PageURL", "GRDB", "GRDBSQLite"],
        "QRCode": ["CQRCode", "CZlib"],
        "CWebAssets": [],
        "WebAssets": ["CWebAssets", "Crypto"],
        "Harness": [
            "Attribution", "Segment", "EventStore", "JSON", "CookieForecast", "PageURL", "QRCode", "WebAssets",
            "Gzip", "Hummingbird", "HummingbirdCore", "HTTPTypes", "Logging", "AsyncHTTPClient", "ServiceLifecycle",
            "UnixSignals",
            "NIOCore", "NIOHTTP1", "NIOSSL", "X509", "SwiftASN1", "Crypto",
        ],
    ]

    /// What only one room may see.
    static let hidden: [String: Set<String>] = [
        "CLibXML2": ["HTMLPage", "Benchmarks"],
        "CPublicSuffix": ["CookieForecast"],
        "CProcess": ["Browser"],
        "CZlib": ["Gzip", "QRCode"],
        "CQRCode": ["QRCode"],
        "Hummingbird": ["Harness", "Benchmarks"],
        "ArgumentParser": ["DubCheckCLI"],
        "AsyncHTTPClient": ["DubCheckCLI", "Gathering", "Harness"],
        "GRDB": ["EventStore"],
        "GRDBSQLite": ["EventStore"],
    ]

    @Test("Every room uses only what the design allows", arguments: allowed.keys.sorted())
    func arrows(of room: String) throws {
        let target = try #require(try PackageDescription.load().targets.first { $0.name == room })
        let used = Set(target.uses)
        #expect(used.subtracting(Self.allowed[room, default: []]).isEmpty)
    }

    @Test("A library stays in the one room that hides it", arguments: hidden.keys.sorted())
    func hiding(of library: String) throws {
        let users = try PackageDescription.load().targets.filter { $0.type != "test" && $0.uses.contains(library) }
        #expect(Set(users.map(\.name)).subtracting(Self.hidden[library, default: []]).isEmpty)
    }

    @Test("No room is missing from the design")
    func everyRoomIsKnown() throws {
        let libraries = try PackageDescription.load().targets
            .filter { $0.type == "library" }.map(\.name)
        #expect(Set(libraries).subtracting(Self.allowed.keys).isEmpty)
    }

    @Test("A source file imports only what its room declares")
    func importsAreDeclared() throws {
        let system: Set<String> = [
            "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch", "FoundationNetworking",
        ]
        for (room, uses) in Self.allowed where room.first != "C" {
            let folder = Checkout.root.appending(path: "Sources/\(room)")
            for file in Checkout.swiftFiles(below: folder) {
                let source = try String(contentsOf: file, encoding: .utf8)
                for line in source.split(separator: "\n") {
                    guard let module = line.wholeMatch(of: /(?:@\S+ )*(?:public |internal |package )?import (\w+)/)?.1
                    else { continue }
                    #expect(
                        uses.contains(String(module)) || system.contains(String(module)),
                        "\(file.lastPathComponent) imports \(module)")
                }
            }
        }
    }
}

/// The checkout these tests were built from.
enum Checkout {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func swiftFiles(below folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }
}

/// The part of `swift package describe` that these tests read.
struct PackageDescription: Decodable, Sendable {
    struct Target: Decodable, Sendable {
        var name: String
        var type: String
        var targets: [String]?
        var products: [String]?

        var uses: [String] {
            (targets ?? []) + (products ?? [])
        }

        enum CodingKeys: String, CodingKey {
            case name, type
            case targets = "target_dependencies"
            case products = "product_dependencies"
        }
    }

    var targets: [Target]

    private static let loaded = Result { try describe() }

    static func load() throws -> PackageDescription {
        try loaded.get()
    }

    /// Asks SwiftPM, in a scratch folder of its own, because the one of this very test run is in use.
    private static func describe() throws -> PackageDescription {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "dubcheck-describe-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", Checkout.root.path, "--scratch-path", scratch.path, "describe",
            "--type", "json",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(PackageDescription.self, from: data)
    }
}
