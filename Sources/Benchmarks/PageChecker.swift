import Foundation

/// A program that looks at pages with a browser: ours, or the peer.
struct PageChecker {
    /// What the table calls it.
    let name: String
    /// The command for the pages in a file, so many at a time.
    let command: (_ list: String, _ contexts: Int) -> [String]

    /// Wall seconds of a whole run.
    ///
    /// - Throws: when a page was not seen to work, for a quick wrong answer is no answer.
    func time(_ list: String, contexts: Int) throws -> Double {
        var status: CInt = 0
        let seconds = try Timing.wall { status = try ChildProcess(command(list, contexts)).wait() }
        try check(status)
        return seconds
    }

    /// The same, with an eye on the memory.
    func watch(_ list: String, contexts: Int) throws -> MemoryWatch {
        let watch = try MemoryWatch(command(list, contexts))
        try check(watch.status)
        return watch
    }

    private func check(_ status: CInt) throws {
        guard status == 0 else {
            throw BenchError(message: "\(name) ended with status \(status) where every page works")
        }
    }
}

extension PageChecker {
    /// `dubcheck verify`, with its report made.
    static func dubcheck(browser: String, port: String) -> PageChecker {
        PageChecker(name: "dubcheck") { list, contexts in
            var command = [
                Checkout.dubcheck, "verify", "--urls-from", list, "--mode", "browser", "--browser", browser,
                "--concurrency", "\(contexts)", "--report", "json", "--insecure", "--connect-to",
                "www.dubcdn.com:443:127.0.0.1:\(port)",
            ]
            // The peer cannot sandbox pages for root; what the sandbox costs is not to be part of the ratio.
            if geteuid() == 0 { command.append("--no-sandbox") }
            return command
        }
    }

    /// The same check, written with Playwright for Python.
    ///
    /// - Throws: when Playwright is not installed where `make bench` puts it.
    static func playwright(browser: String, port: String) throws -> PageChecker {
        let folder = Checkout.file("Sources/Benchmarks/Peers")
        let python = Checkout.file(".build/peers/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw BenchError(message: "\(python) is missing; 'make bench' installs it")
        }
        let version = try Checkout.version(ofPeer: "playwright")
        return PageChecker(name: "Playwright \(version) for Python") { list, contexts in
            [
                python, folder.appending(path: "playwright_check.py").path, browser, "\(contexts)", list,
                "MAP www.dubcdn.com:443 127.0.0.1:\(port)",
            ]
        }
    }
}
