internal import WebAssets

/// All sample pages.
struct SampleGallery: Sendable {
    /// Under these names the harness stands in for the network that delivers Dub's script.
    static let scriptHosts = ["www.dubcdn.com", "dubcdn.com"]

    /// Every host name for which requests may come: those of the script and those that samples declare.
    let hosts: [String]

    private let assets: WebAssets
    /// Read once, unless the files can change.
    private let samples: [String: Sample]

    /// Reads all samples, and tells everything that is wrong with them at once.
    init(assets: WebAssets) throws(HarnessError) {
        var samples: [String: Sample] = [:]
        var problems: [SampleProblem] = []
        for name in Self.names(in: assets) {
            do {
                samples[name] = try SampleReader(name: name, assets: assets).read()
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw HarnessError.samplesUnusable(problems) }
        self.assets = assets
        self.samples = samples
        hosts = Self.scriptHosts + Set(samples.values.flatMap(\.hosts)).subtracting(Self.scriptHosts).sorted()
    }

    /// Every sample in the order of names; files that are being edited are read again.
    func all() throws(SampleProblem) -> [Sample] {
        guard assets.isLive else { return samples.values.sorted { $0.name < $1.name } }
        var all: [Sample] = []
        for name in Self.names(in: assets) { all.append(try SampleReader(name: name, assets: assets).read()) }
        return all
    }

    /// The sample of that name, or nil.
    func sample(_ name: String) throws(SampleProblem) -> Sample? {
        guard assets.isLive else { return samples[name] }
        guard assets.asset(at: "samples/\(name).json") != nil else { return nil }
        return try SampleReader(name: name, assets: assets).read()
    }

    /// The bytes of a file that an answer names.
    func file(_ path: String) -> WebAsset? { assets.asset(at: path) }

    /// The texts of a sample that a browser may get, to see which hosts it speaks of.
    func texts(of sample: Sample) -> [String] {
        ([sample.page] + sample.cases.map(\.answer) + sample.routes.values).compactMap { answer in
            switch answer.content {
            case .file(let path): file(path)?.text
            case .text(let text): text
            case .script, .nothing: nil
            }
        }
    }

    /// A second dot marks a part of a sample; so does a name that is not directly in the folder.
    private static func names(in assets: WebAssets) -> [String] {
        assets.paths.compactMap { path in
            guard path.hasPrefix("samples/"), path.hasSuffix(".json") else { return nil }
            let name = path.dropFirst("samples/".count).dropLast(".json".count)
            return name.contains(".") || name.contains("/") ? nil : String(name)
        }
    }
}
