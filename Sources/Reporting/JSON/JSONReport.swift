import Evidence
import Foundation
import HTMLPage
public import Installation
import PageURL

/// The report for programs, exactly as the contract has it (cli.md, 2.1).
public struct JSONReport: Sendable {
    /// Changes only when a reader of the old form would be misled.
    public static let schemaVersion = 1

    /// A renderer of JSON reports.
    public init() {}

    /// The report as indented JSON, ending in a line break.
    public func render(_ report: Report) -> String {
        node(report).pretty + "\n"
    }

    /// The report as a value.
    public func node(_ report: Report) -> JSONNode {
        [
            "schemaVersion": .integer(Self.schemaVersion),
            "tool": ["name": "dubcheck", "version": .string(report.toolVersion)],
            "startedAt": .string(report.startedAt.formatted(.iso8601)),
            "durationMS": milliseconds(report.duration),
            "verdict": .string(report.verdict.rawValue),
            "results": .array(report.results.map(node)),
        ]
    }

    private func node(_ result: TargetReport) -> JSONNode {
        var members: [JSONNode.Member] = [
            .init(key: "target", value: .string(result.target.name)),
            .init(key: "mode", value: .string(result.mode.rawValue)),
            .init(key: "verdict", value: .string(result.verdict.rawValue)),
            .init(key: "finalURL", value: .optional(result.finalURL)),
        ]
        if let assumed = result.assumedURL {
            members.append(.init(key: "assumedURL", value: .string(assumed)))
        }
        members += [
            .init(key: "redirects", value: .array(result.hops.map(node))),
            .init(key: "install", value: node(result.install)),
            .init(key: "object", value: node(result.object)),
            .init(
                key: "cookie",
                value: [
                    "predicted": result.predictedCookie.map(JSONNode.init(cookie:)) ?? .null,
                    "observed": result.observedCookie.map(JSONNode.init(cookie:)) ?? .null,
                ]),
            .init(key: "findings", value: .array(result.findings.map(node))),
            .init(key: "durationMS", value: milliseconds(result.duration)),
        ]
        if let live = result.live { members.append(.init(key: "browser", value: node(live))) }
        return .object(members)
    }

    private func node(_ live: TargetReport.LiveSummary) -> JSONNode {
        let times = LiveLook.Milestone.allCases.compactMap { milestone in
            live.milestones[milestone].map { JSONNode.Member(key: milestone.rawValue, value: .number($0)) }
        }
        return [
            "product": .optional(live.browser?.product), "userAgent": .optional(live.browser?.userAgent),
            "location": .optional(live.browser?.location), "looks": .array(live.looks.map { .string($0.rawValue) }),
            "callsAnsweredLocally": .integer(live.callsAnsweredLocally), "milestonesMS": .object(times),
        ]
    }

    private func node(_ hop: Hop) -> JSONNode {
        ["url": .string(hop.url.displayed), "status": .integer(hop.status), "location": .string(hop.location)]
    }

    private func node(_ install: TargetReport.Install) -> JSONNode {
        var members: [JSONNode.Member] = [
            .init(key: "way", value: .string(install.way.rawValue)),
            .init(key: "src", value: .optional(install.src)),
            .init(key: "variant", value: .optional(install.variant)),
            .init(key: "placement", value: .string(install.placement.rawValue)),
        ]
        members += place(line: install.line, column: install.column)
        let attributes = install.attributes.map { JSONNode.Member(key: $0.name, value: .string($0.value)) }
        members += [
            .init(key: "attributes", value: .object(attributes)),
            .init(key: "sdkVersion", value: .optional(install.sdkVersion)),
        ]
        if install.isDerived { members.append(.init(key: "derived", value: true)) }
        return .object(members)
    }

    private func node(_ object: TargetReport.PageObject) -> JSONNode {
        var members: [JSONNode.Member] = [
            .init(key: "present", value: object.isPresent.map(JSONNode.bool) ?? .null),
            .init(key: "keys", value: .array(object.keys.map(JSONNode.string))),
        ]
        if object.isDerived { members.append(.init(key: "derived", value: true)) }
        return .object(members)
    }

    private func node(_ finding: Finding) -> JSONNode {
        var members: [JSONNode.Member] = [
            .init(key: "id", value: .string(finding.id)),
            .init(key: "severity", value: .string(finding.severity.rawValue)),
            .init(key: "confidence", value: .string(finding.confidence.rawValue)),
            .init(key: "message", value: .string(finding.message)),
            .init(key: "evidence", value: .array(finding.evidence.map(node))),
            .init(key: "fix", value: .string(finding.fix)),
            .init(key: "help", value: .optional(finding.help)),
        ]
        if !finding.consequences.isEmpty {
            let ids = finding.consequences.map(JSONNode.string)
            members.append(.init(key: "consequences", value: .array(ids)))
        }
        return .object(members)
    }

    private func node(_ evidence: FindingEvidence) -> JSONNode {
        let members: [JSONNode.Member] = [
            .init(key: "kind", value: .string(evidence.kind.rawValue)),
            .init(key: "text", value: .string(evidence.text)),
        ]
        return .object(members + place(line: evidence.line, column: evidence.column))
    }

    /// Line and column, each only when known.
    private func place(line: Int?, column: Int?) -> [JSONNode.Member] {
        [("line", line), ("column", column)].compactMap { key, value in
            value.map { JSONNode.Member(key: key, value: .integer($0)) }
        }
    }

    private func milliseconds(_ seconds: Double) -> JSONNode {
        .integer(Int((seconds * 1000).rounded()))
    }
}
