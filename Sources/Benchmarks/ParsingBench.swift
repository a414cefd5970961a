import Evidence
import Foundation
import HTMLPage
import Installation
import PageURL

/// The scanner's rate on a tag-dense page, and the processor time of a whole static verdict on it.
struct ParsingBench {
    let page: [UInt8]

    func rows() throws -> [Row] {
        [scan(), verdict()]
    }

    /// All outputs of the scan are made and looked at, so that none can be left out.
    private func scan() -> Row {
        var scripts = 0
        var ours: [Double] = []
        var theirs: [Double] = []
        // In turn, so that a drift of the machine's speed meets both; many scans at a time, so that what is measured is the
        // scanner and not the caches that libxml2 left behind.
        for _ in 0..<25 {
            ours.append(
                Timing.wall {
                    for _ in 0..<100 {
                        let scan = HeadScan(bytes: page)
                        scripts += scan.scripts.count + scan.metas.count + scan.headCloser.position.line
                    }
                } / 100)
            theirs.append(Timing.wall { LibXML2Peer.parse(page) })
        }
        precondition(scripts > 0, "the page has scripts")
        let rate = Double(page.count) / Timing.median(ours) / 1e6
        let peer = Double(page.count) / Timing.median(theirs) / 1e6
        return Row(
            name: "HeadScan with all its outputs, tag-dense page of \(page.count / 1_000) KB",
            figure: "\(rate.rounded(0)) MB/s", goal: "≥ 400 MB/s", meetsGoal: rate >= 400,
            peer: "libxml2 htmlReadMemory: \(peer.rounded(0)) MB/s (\((rate / peer).rounded(1))×)")
    }

    private func verdict() -> Row {
        let target = Target.file("tag-dense.html")
        var times: [Double] = []
        for _ in 0..<40 {
            let start = Timing.processorTime()
            var evidence = TargetEvidence(target: target, startedAt: Date(), probeValue: "probe1234567")
            evidence.page = PageEvidence(url: nil, body: Bytes(page))
            precondition(judge(evidence).install.placement == .head, "the tag is in the head")
            times.append((Timing.processorTime() - start) * 1_000)
        }
        let time = Timing.median(times)
        let peer = Timing.median((0..<20).map { _ in Timing.wall { LibXML2Peer.parse(page) } }) * 1_000
        return Row(
            name: "static verdict on that page, processor time after start", figure: "\(time.rounded(1)) ms",
            goal: "≤ 15 ms", meetsGoal: time <= 15, peer: "libxml2's tree alone: \(peer.rounded(1)) ms")
    }
}
