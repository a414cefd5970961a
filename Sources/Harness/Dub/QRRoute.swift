internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import QRCode

/// `/qr`: the QR code of a URL, as a picture (`dub-api.md`, 20).
struct QRRoute: Sendable {
    typealias Context = HarnessContext

    let api: APIEndpoints

    private static let sizes = 16...4_096

    var routes: RouteCollection<Context> {
        api.routes(.none)
            .get("/qr") { request, _ in
                let fields = request.queryFields
                guard let url = try fields.optionalText("url") else {
                    throw APIError.invalid(.invalidType, "url", "url is required.")
                }
                let level = try fields.optionalText("level").flatMap { QRCode.Correction(rawValue: $0.uppercased()) }
                guard let code = QRCode(url, correction: level ?? .low) else {
                    throw APIError.invalid(.tooBig, "url", "The url does not fit into a QR code.")
                }
                let size = try fields.wholeNumber("size", Self.sizes) ?? 600
                let margin = try fields.wholeNumber("margin", 0...50) ?? 2
                let picture = code.png(
                    size: size, margin: try fields.flagValue("includeMargin") == false ? 0 : margin,
                    dark: try fields.optionalText("fgColor").flatMap(Color.init(hex:)) ?? .black,
                    light: try fields.optionalText("bgColor").flatMap(Color.init(hex:)) ?? .white)
                return Response(
                    status: .ok, headers: [.contentType: "image/png"],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture)))
            }
    }
}
