internal import WebAssets

/// All sample pages.
struct SampleGallery: Sendable {
    /// Under these names the harness stands in for the network that delivers Dub's script.
    static let scriptHosts = ["www.dubcdn.com", "dubcdn.com"]

    /// Every host name under which samples may be asked for: those of the script and those that samples declare.
    let hosts: [String]

    /// What samples declare of further hosts; with their queries, and so their answers, to be seen at each request.
    let elsewhere: Set<ElsewhereAddress>

    /// The hosts of these.
    let elsewhereHosts: Set<String>

    private let assets: WebAssets
    /// Read once, unless the files can change.
    private let samples: [String: Sample]

    /// Reads all samples, and tells everything that is wrong with them at once.
    init(assets: WebAssets) throws(HarnessError) {
        var samples: [String: Sample] = [:]
        var problems: [SampleProblem] = []
        var owners: [ElsewhereAddress: String] = [:]
        for name in Self.names(in: assets) {
            do throws(SampleProblem) {
                let sample = try SampleReader(name: name, assets: assets).read()
                for address in sample.elsewhere.keys {
                    if let owner = owners.updateValue(name, forKey: address) {
                        throw SampleProblem(
                            file: "samples/\(name).json",
                            reason: "elsewhere '\(address)' is declared by \(owner) too; tell them apart by a query")
                    }
                }
                samples[name] = sample
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw HarnessError.samplesUnusable(problems) }
        self.assets = assets
        self.samples = samples
        elsewhere = Set(owners.keys)
        elsewhereHosts = Set(owners.keys.map(\.host))
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

    /// The answer that a sample declares for an address of a further host; nil when none does.
    ///
    /// Of several that fit, the one that asks for more of the query.
    func answerElsewhere(host: String, path: String, query: String?) throws(SampleProblem) -> Sample.Answer? {
        let declared = assets.isLive ? try all() : Array(samples.values)
        return declared.flatMap(\.elsewhere)
            .filter { $0.key.covers(host: host, path: path, query: query) }
            .max { $0.key.parameters.count < $1.key.parameters.count }?.value
    }

    /// The bytes of a file that an answer names.
    func file(_ path: String) -> WebAsset? { assets.asset(at: path) }

    /// The texts of a sample that a browser may get, to see which hosts it speaks of.
    func texts(of sample: Sample) -> [String] {
        ([sample.page] + sample.cases.map(\.answer) + sample.routes.values + sample.elsewhere.values).compactMap {
            answer in
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
