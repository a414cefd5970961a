// swift-tools-version: 6.2

import PackageDescription

// One list of settings for every Swift target, so that no room is laxer than another.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioCompression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

/// A library room: what it may use is exactly what is listed here, and `ArchitectureTests` holds the list to the design.
func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: dependencies,
        resources: resources,
        swiftSettings: settings)
}

let package = Package(
    name: "dubcheck",
    products: [
        .executable(name: "dubcheck", targets: ["DubCheckCLI"]),
        .library(name: "DubCheck", targets: ["DubCheck"]),
    ],
    dependencies: [
        // Options, help, completions and the manual page from one declaration.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Fetches pages: HTTP/1.1 and 2, TLS, DNS overrides, streaming bodies with limits.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Serves the harness.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // What Hummingbird speaks in its public API: header fields, the log, start and graceful stop.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The pipe to the browser, and TLS for fetching and serving.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // Names the limit to which compressed answers may unpack.
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        // The certificate that `serve --tls` makes at start, and its key.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // SQLite with migrations, a pool of readers beside one writer, and statements that are kept.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CPublicSuffix", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
        // Unpacks sitemaps that are gzip files, and bodies that SDKs send packed.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Draws QR codes.
        .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "CProcess"),
        .target(name: "CWebAssets", exclude: ["generate.sh"]),

        room("PageURL"),
        room("Gzip", uses: ["CZlib"]),
        room("JSON"),
        room("HTMLPage", uses: ["CLibXML2"]),
        room("CookieForecast", uses: ["PageURL", "CPublicSuffix"]),
        room("Evidence", uses: ["PageURL", "HTMLPage", "CookieForecast"]),
        room("Installation", uses: ["Evidence", "PageURL", "HTMLPage", "CookieForecast"]),
        room(
            "Browser",
            uses: [
                "Evidence", "JSON", "PageURL", "HTMLPage", "CookieForecast", "CProcess", nioCore, nioPosix, nioHTTP1,
                nioWebSocket, nioSSL,
            ]),
        room(
            "Gathering",
            uses: [
                "Evidence", "PageURL", "HTMLPage", "Browser", asyncHTTPClient, nioCore, nioPosix, nioHTTP1, nioSSL,
                nioCompression, crypto, "Gzip",
            ]),
        // Judges what was seen between a click and its lead; apart from Installation, which judges one page.
        room("Journey", uses: ["Installation", "Evidence", "JSON", "PageURL"]),
        room(
            "Reporting", uses: ["Installation", "Journey", "Evidence", "JSON", "PageURL", "HTMLPage", "CookieForecast"]),
        room("DubCheck", uses: ["Gathering", "Browser", "Installation", "Reporting", "Evidence", "PageURL"]),
        room("Attribution", uses: ["JSON", "PageURL", crypto]),
        room("Segment", uses: ["JSON"]),
        room("EventStore", uses: ["Attribution", "Segment", "JSON", "PageURL", grdb, grdbSQLite]),
        room("QRCode", uses: ["CQRCode", "CZlib"]),
        room("WebAssets", uses: ["CWebAssets", crypto]),
        room(
            "Harness",
            uses: [
                "Attribution", "Segment", "EventStore", "JSON", "CookieForecast", "PageURL", "QRCode", "WebAssets",
                "Gzip",
                hummingbird, hummingbirdCore, httpTypes, logging, asyncHTTPClient, serviceLifecycle, unixSignals,
                nioCore, nioHTTP1,
                nioSSL, x509, asn1, crypto,
            ]),
        .executableTarget(
            name: "DubCheckCLI",
            dependencies: [
                "DubCheck", "Gathering", "Browser", "Installation", "Journey", "Reporting", "Evidence", "HTMLPage",
                "CookieForecast", "JSON", "PageURL", "Segment", "Harness", argumentParser, asyncHTTPClient, nioCore,
                nioHTTP1, nioSSL,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "HTMLPage", "PageURL", "Evidence", "Installation", "Attribution", "Segment", "EventStore", "CLibXML2",
                hummingbird,
                logging,
            ],
            exclude: ["Peers"],
            swiftSettings: settings),
        tests(
            of: "Reporting",
            uses: ["Reporting", "Installation", "Journey", "Evidence", "JSON", "PageURL", "HTMLPage", "CookieForecast"]),
        tests(
            of: "CommandLine",
            uses: [
                "DubCheckCLI", "Harness", "Journey", "JSON", "Reporting", "Installation", "Evidence", argumentParser,
            ]),
        tests(of: "Architecture"),
        tests(of: "Journey", uses: ["Journey", "Installation", "Evidence", "JSON"]),
        tests(of: "PageURL", uses: ["PageURL"]),
        tests(of: "JSON", uses: ["JSON"]),
        tests(of: "HTMLPage", uses: ["HTMLPage"]),
        tests(of: "CookieForecast", uses: ["CookieForecast", "PageURL"]),
        tests(of: "Installation", uses: ["Installation", "Evidence", "PageURL", "HTMLPage", "CookieForecast"]),
        tests(
            of: "Browser", uses: ["Browser", "Evidence", "JSON", "PageURL", nioCore, nioPosix, nioHTTP1, nioWebSocket]),
        tests(of: "AnalyticsScript", uses: ["Browser", "JSON"]),
        // The plainest store there can be, which the one in a file is held against.
        .target(
            name: "AttributionTesting", dependencies: ["Attribution"], path: "Tests/AttributionTesting",
            swiftSettings: settings),
        tests(of: "Attribution", uses: ["Attribution", "AttributionTesting", "JSON", "PageURL"]),
        tests(of: "Segment", uses: ["Segment", "JSON"]),
        tests(of: "EventStore", uses: ["EventStore", "Attribution", "AttributionTesting", "JSON", "Segment"]),
        tests(
            of: "EndToEnd",
            uses: [
                "DubCheckCLI", "Browser", "JSON", "PageURL", asyncHTTPClient, nioCore, nioPosix, nioHTTP1, nioSSL,
            ]),
        tests(of: "WebAssets", uses: ["WebAssets"]),
        tests(
            of: "Harness",
            uses: [
                "Harness", "Segment", "Attribution", "EventStore", "JSON", "WebAssets", hummingbird, hummingbirdTesting,
                httpTypes, asyncHTTPClient, nioCore, nioEmbedded, nioPosix, nioHTTP1, nioTLS, nioSSL,
            ]),
        tests(
            of: "Gathering",
            uses: [
                "Gathering", "Evidence", "PageURL", "HTMLPage", "CookieForecast", "Installation", "Reporting",
                "DubCheck", "Gzip",
                nioCore, nioPosix, nioHTTP1, nioSSL,
            ]),
    ],
    // #embed, with which web/ gets into the binary, is C23.
    cLanguageStandard: .c2x
)
