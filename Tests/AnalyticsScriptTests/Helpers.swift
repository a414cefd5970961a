import Browser
import JSON
import Testing

/// The queue stub that a page may put before the script.
enum Stub {
    static let html = """
        <script>
        window.dubAnalytics = function () { (dubAnalytics.q = dubAnalytics.q || []).push(arguments) }
        for (const name of ['trackClick', 'trackLead', 'trackSale']) {
            dubAnalytics[name] = (...args) => dubAnalytics(name, ...args)
        }
        </script>
        """
}

enum JSON {
    /// Reads a request's body.
    static func parse(_ text: String?) throws -> JSONValue {
        try JSONValue(json: #require(text).utf8)
    }
}
