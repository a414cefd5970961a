import Segment
import Testing

@Suite("Paths of the Tracking API")
struct EndpointTests {
    @Test(
        "long and short paths mean the same",
        arguments: [
            ("/v1/identify", Endpoint.single(.identify)), ("/v1/i", .single(.identify)),
            ("/v1/track", .single(.track)), ("/v1/t", .single(.track)), ("/v1/page", .single(.page)),
            ("/v1/p", .single(.page)), ("/v1/screen", .single(.screen)), ("/v1/s", .single(.screen)),
            ("/v1/group", .single(.group)), ("/v1/g", .single(.group)), ("/v1/alias", .single(.alias)),
            ("/v1/a", .single(.alias)), ("/v1/batch", .batch), ("/v1/b", .batch), ("/v1/import", .batch),
            ("/v1/m", .counters),
        ])
    func known(path: String, endpoint: Endpoint) {
        #expect(Endpoint(path: path) == endpoint)
    }

    @Test(
        "other paths are none",
        arguments: ["/v1/", "/v1/tr", "/v1/Track", "/v2/track", "/track", "/v1/track/x", "/v1", ""])
    func unknown(path: String) {
        #expect(Endpoint(path: path) == nil)
    }
}
