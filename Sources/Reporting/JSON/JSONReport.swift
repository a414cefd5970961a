import Evidence
import Foundation
import HTMLPage
public import Installation
public import JSON
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
    public func node(_ report: Report) -> JSONValue {
        [
            "schemaVersion": .integer(Self.schemaVersion),
            "tool": ["name": "dubcheck", "version": .string(report.toolVersion)],
            "startedAt": .string(report.startedAt.formatted(.iso8601)),
            "durationMS": milliseconds(report.duration),
            "verdict": .string(report.verdict.rawValue),
            "results": .array(report.results.map(node)),
        ]
    }

    private func node(_ result: TargetReport) -> JSONValue {
        var members: JSONObject = [
            "target": .string(result.target.name),
            "mode": .string(result.mode.rawValue),
            "verdict": .string(result.verdict.rawValue),
            "finalURL": .optional(result.finalURL),
        ]
        if let assumed = result.assumedURL {
            members["assumedURL"] = .string(assumed)
        }
        members.merge([
            "redirects": .array(result.hops.map(node)),
            "install": node(result.install),
            "object": node(result.object),
            "cookie": [
                "predicted": result.predictedCookie.map(JSONValue.init(cookie:)) ?? .null,
                "observed": result.observedCookie.map(JSONValue.init(cookie:)) ?? .null,
            ],
            "findings": .array(result.findings.map(node)),
            "durationMS": milliseconds(result.duration),
        ])
        if let live = result.live { members["browser"] = node(live) }
        return .object(members)
    }

    private func node(_ live: TargetReport.LiveSummary) -> JSONValue {
        let times = LiveLook.Milestone.allCases.compactMap { milestone in
            live.milestones[milestone].map { (milestone.rawValue, JSONValue.number($0)) }
        }
        return [
            "product": .optional(live.browser?.product), "userAgent": .optional(live.browser?.userAgent),
            "location": .optional(live.browser?.location), "looks": .array(live.looks.map { .string($0.rawValue) }),
            "callsAnsweredLocally": .integer(live.callsAnsweredLocally), "milestonesMS": .object(JSONObject(times)),
        ]
    }

    private func node(_ hop: Hop) -> JSONValue {
        ["url": .string(hop.url.displayed), "status": .integer(hop.status), "location": .string(hop.location)]
    }

    private func node(_ install: TargetReport.Install) -> JSONValue {
        var members: JSONObject = [
            "way": .string(install.way.rawValue),
            "src": .optional(install.src),
            "variant": .optional(install.variant),
            "placement": .string(install.placement.rawValue),
        ]
        members.merge(place(line: install.line, column: install.column))
        let attributes = install.attributes.map { ($0.name, JSONValue.string($0.value)) }
        members.merge([
            "attributes": .object(JSONObject(attributes)),
            "sdkVersion": .optional(install.sdkVersion),
        ])
        if install.isDerived { members["derived"] = true }
        return .object(members)
    }

    private func node(_ object: TargetReport.PageObject) -> JSONValue {
        var members: JSONObject = [
            "present": object.isPresent.map(JSONValue.bool) ?? .null,
            "keys": .array(object.keys.map(JSONValue.string)),
        ]
        if object.isDerived { members["derived"] = true }
        return .object(members)
    }

    private func node(_ finding: Finding) -> JSONValue {
        var members: JSONObject = [
            "id": .string(finding.id),
            "severity": .string(finding.severity.rawValue),
            "confidence": .string(finding.confidence.rawValue),
            "message": .string(finding.message),
            "evidence": .array(finding.evidence.map(node)),
            "fix": .string(finding.fix),
            "help": .optional(finding.help),
        ]
        if !finding.consequences.isEmpty {
            let ids = finding.consequences.map(JSONValue.string)
            members["consequences"] = .array(ids)
        }
        return .object(members)
    }

    private func node(_ evidence: FindingEvidence) -> JSONValue {
        var members: JSONObject = ["kind": .string(evidence.kind.rawValue), "text": .string(evidence.text)]
        members.merge(place(line: evidence.line, column: evidence.column))
        return .object(members)
    }

    /// Line and column, each only when known.
    private func place(line: Int?, column: Int?) -> JSONObject {
        JSONObject(
            [("line", line), ("column", column)].compactMap { key, value in value.map { (key, .integer($0)) } })
    }

    private func milliseconds(_ seconds: Double) -> JSONValue {
        .integer(Int((seconds * 1000).rounded()))
    }
}
