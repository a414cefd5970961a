import Foundation
import Harness

/// Whether the harness can be started: its port, and the place of its data.
struct HarnessExamination: Sendable {
    var host: String
    var port: Int
    /// The data file.
    var file: String
    var context: Context

    /// Starts a harness that keeps nothing, and stops it at once.
    func portIsFree() async -> Examination {
        var configuration = HarnessConfiguration(expectedVerdict: Serve.expectedVerdict)
        configuration.host = host
        configuration.port = port
        configuration.now = context.now
        do {
            return try await Harness.withServer(configuration) { server in
                Examination(
                    name: "port", state: .ok, message: "\(server.port) of \(host) is free; the harness starts there")
            }
        } catch let error as HarnessError where error.kind == .portTaken {
            let url = "http://\(host):\(port)"
            guard await isHarness(url) else { return Examination(name: "port", state: .missing, message: "\(error)") }
            return Examination(name: "port", state: .ok, message: "\(port) of \(host): a harness runs at \(url)")
        } catch {
            return Examination(name: "port", state: .missing, message: "\(error)")
        }
    }

    private func isHarness(_ url: String) async -> Bool {
        guard let place = try? HarnessPlace(url: url, key: nil, in: context) else { return false }
        let answer = try? await context.connect(place).answer(HarnessRequest(path: "/_dubcheck/health", timeout: 3))
        return answer?.status == 200
    }

    /// Opens the data file for writing, or makes a file in its folder, or where that will be; nothing of it stays.
    func dataCanBeWritten() -> Examination {
        let exists = FileManager.default.fileExists(atPath: file)
        if exists, let reason = Self.failure({ open(file, O_RDWR | O_CLOEXEC) }) { return refused(file, reason) }
        var folder = (file as NSString).deletingLastPathComponent
        while folder.count > 1, !FileManager.default.fileExists(atPath: folder) {
            folder = (folder as NSString).deletingLastPathComponent
        }
        if let reason = Self.failureToMakeFile(in: folder) { return refused(folder, reason) }
        return Examination(
            name: "data", state: .ok, message: exists ? "\(file) can be written" : "\(file) can be made")
    }

    private func refused(_ path: String, _ reason: String) -> Examination {
        Examination(
            name: "data", state: .missing,
            message: "\(path) cannot be written to (\(reason)): change its owner or its permissions, or keep the data "
                + "elsewhere with --data FILE")
    }

    private static func failureToMakeFile(in folder: String) -> String? {
        var template = Array("\(folder)/.dubcheck-doctor-XXXXXX".utf8CString)
        return template.withUnsafeMutableBufferPointer { template in
            guard let name = template.baseAddress else { return "no name" }
            let reason = failure { mkstemp(name) }
            if reason == nil { unlink(name) }
            return reason
        }
    }

    /// Why a file cannot be opened; nil where it can, which is closed again.
    private static func failure(_ open: () -> CInt) -> String? {
        let descriptor = open()
        guard descriptor >= 0 else { return String(cString: strerror(errno)).lowercased() }
        close(descriptor)
        return nil
    }
}
