/// The list of samples for programs (`/samples.json`).
struct SampleListing: Encodable {
    struct Entry: Encodable {
        var name: String
        var title: String
        var about: String
        var way: String?
        var finding: String?
        var path: String
        var url: String
        var origin: String
        var hosts: [String]
        var options: [String]
        /// The verdict by mode.
        var expected: [String: String]
        /// The finding by mode, null where there is to be none.
        var findings: [String: String?]
        /// By mode, why its result is not what the finding leads to.
        var why: [String: String]
        /// How to verify the sample, as a line for a shell.
        var command: String

        private enum CodingKeys: CodingKey {
            case name, title, about, way, finding, path, url, origin, hosts, options, expected, findings, why,
                command
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(title, forKey: .title)
            try container.encode(about, forKey: .about)
            // A healthy page has no finding, which is said: null.
            try container.encode(way, forKey: .way)
            try container.encode(finding, forKey: .finding)
            try container.encode(path, forKey: .path)
            try container.encode(url, forKey: .url)
            try container.encode(origin, forKey: .origin)
            try container.encode(hosts, forKey: .hosts)
            try container.encode(options, forKey: .options)
            try container.encode(expected, forKey: .expected)
            try container.encode(findings, forKey: .findings)
            try container.encode(why, forKey: .why)
            try container.encode(command, forKey: .command)
        }
    }

    var samples: [Entry]
}

extension SampleListing {
    /// Lists samples as they are reached at a running harness.
    init(gallery: SampleGallery, address: HarnessAddress, expected: HarnessConfiguration.ExpectedVerdict)
        throws(SampleProblem)
    {
        let samples = try gallery.all()
        self.samples = samples.map { sample in
            let origin = sample.origin ?? address.httpOrigin
            let modes = HarnessConfiguration.VerdictMode.allCases
            let verdicts = modes.map { ($0.rawValue, sample.verdict(in: $0, following: expected)) }
            let findings = modes.map { ($0.rawValue, sample.finding(in: $0)) }
            let reasons = sample.differences.map { ($0.key.rawValue, $0.value.why) }
            let hosts = Self.hosts(of: sample, in: gallery)
            return Entry(
                name: sample.name, title: sample.title, about: sample.about, way: sample.way, finding: sample.finding,
                path: sample.path, url: origin + sample.path, origin: origin, hosts: hosts, options: sample.options,
                expected: Dictionary(uniqueKeysWithValues: verdicts),
                findings: Dictionary(uniqueKeysWithValues: findings), why: Dictionary(uniqueKeysWithValues: reasons),
                command: Self.command(url: origin + sample.path, hosts: hosts, sample: sample, address: address))
        }
    }

    /// The names that must lead to the harness: the declared ones, and those of the script if the page names them.
    private static func hosts(of sample: Sample, in gallery: SampleGallery) -> [String] {
        let texts = gallery.texts(of: sample)
        let script = SampleGallery.scriptHosts.filter { host in
            texts.contains { $0.contains("//\(host)") }
        }
        let further = Set(sample.elsewhere.keys.map(\.host)).sorted()
        return sample.hosts + (further + script).filter { !sample.hosts.contains($0) }
    }

    private static func command(url: String, hosts: [String], sample: Sample, address: HarnessAddress) -> String {
        var words = ["dubcheck", "verify", url]
        for host in hosts {
            for port in [443, 80] {
                words += ["--connect-to", "\(host):\(port):\(address.hostInURL):\(address.port)"]
            }
        }
        if !hosts.isEmpty { words.append("--insecure") }
        return (words + sample.options).map(ShellWord.quote).joined(separator: " ")
    }
}
