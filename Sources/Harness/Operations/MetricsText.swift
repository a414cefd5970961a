internal import Attribution
internal import EventStore
internal import Hummingbird

/// `/_dubcheck/metrics`: what there is, in the text format that Prometheus reads.
struct MetricsText: Sendable {
    let service: WorkspaceService

    func response() async throws -> Response {
        let totals = try await service.store.read { try $0.totals() }
        let rows: [(name: String, help: String, value: Int)] = [
            ("dubcheck_links", "Short links.", totals.links),
            ("dubcheck_clicks_total", "Recorded clicks.", totals.clicks),
            ("dubcheck_leads_total", "Recorded leads.", totals.leads),
            ("dubcheck_sales_total", "Recorded sales.", totals.sales),
            ("dubcheck_customers", "Customers.", totals.customers),
        ]
        let text = rows.map { row in
            let type = row.name.hasSuffix("_total") ? "counter" : "gauge"
            return "# HELP \(row.name) \(row.help)\n# TYPE \(row.name) \(type)\n\(row.name) \(row.value)\n"
        }
        return .document(text.joined(), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}
