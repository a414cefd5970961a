import Foundation
import HTMLPage
import JSON

/// Where the script tag of a page with the attribute `data-probe` ends up, judged from the bytes alone.
enum PlacementProbe {
    static func answer(_ request: ProbeRequest) throws(ProbeFailure) -> JSONValue {
        let id = try request.id
        guard let html = Data(base64Encoded: try request.text("html_b64")) else {
            throw ProbeFailure(message: "\"html_b64\" is not base64")
        }
        let placement = HeadScan(bytes: Array(html)).placement(ofScriptWithAttribute: "data-probe")
        return ["id": id, "placement": .string(placement.rawValue)]
    }
}
