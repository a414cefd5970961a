internal import AsyncHTTPClient
internal import Attribution
internal import Foundation
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import NIOHTTP1
internal import WebAssets

/// `/signup`: the demo sign-up page, and the server side that a site would have behind it.
struct SignupRoutes {
    typealias Context = HarnessContext

    let assets: WebAssets
    let service: WorkspaceService
    let segment: SegmentService

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.signup) { request, _ in
                await service.sawCookie(of: request)
                return try send("index.html", to: request)
            }
            .post(HarnessPath.signup) { request, _ in
                await service.sawCookie(of: request)
                return try await signUp(request)
            }
            .get("/_dubcheck/signup/{messageId}") { _, context in try await path(of: context.part("messageId")) }
            .get(HarnessPath.signupAsset) { request, context in
                let parts = context.parameters.getCatchAll().map(FormEncoding.decodePath)
                return try send(parts.joined(separator: "/"), to: request)
            }
    }

    private func send(_ file: String, to request: Request) throws -> Response {
        guard let asset = assets.asset(at: "signup/\(file)") else { throw Refusal.notFound(request.uri.path) }
        return .asset(asset, to: request)
    }

    /// Makes a customer, and tells Dub of the lead as any site does: with the click id of the cookie, over HTTP.
    ///
    /// The answer shows the request that was sent and what came back.
    private func signUp(_ request: Request) async throws -> APIReply {
        guard SameOrigin.allows(request) else {
            throw Refusal(status: .forbidden, code: "forbidden", message: "Sign up on the page itself.")
        }
        guard let person = try? await request.json(), let email = person["email"].string, !email.isEmpty else {
            throw Refusal.badRequest("A sign-up needs a name and an e-mail address, as JSON.")
        }
        let customer: JSONValue = .string("user_" + service.ids.alphanumeric(12))
        guard let clickID = request.cookiesByName["dub_id"], !clickID.isEmpty else {
            return APIReply([
                "customerExternalId": customer, "sent": false,
                "reason": "There is no dub_id cookie, so this sign-up belongs to no click, and nothing is sent.",
            ])
        }
        if person["send"].string == "segment" {
            return try await signUp(person, clickID: clickID, as: customer)
        }
        let lead: JSONValue = [
            "clickId": .string(clickID), "eventName": "Sign Up", "customerExternalId": customer,
            "customerName": .optional(person["name"].string), "customerEmail": .string(email),
        ]
        let answer = try await post(lead, to: "/track/lead", "Bearer \(service.workspace.secretKey.text)")
        return APIReply([
            "customerExternalId": customer, "sent": true, "request": lead, "status": .integer(answer.status),
            "answer": answer.body, "note": .optional(answer.note),
        ])
    }

    /// The same through Segment, as an SDK on the server sends it.
    private func signUp(_ person: JSONValue, clickID: String, as customer: JSONValue) async throws -> APIReply {
        let messageID = Self.messagePrefix + service.ids.alphanumeric(22)
        let event: JSONValue = [
            "type": "track", "event": "Sign Up", "messageId": .string(messageID), "userId": customer,
            "context": [
                "traits": ["name": .optional(person["name"].string), "email": .optional(person["email"].string)]
            ],
            "integrations": ["All": true, "Dub (Actions)": ["dub_id": .string(clickID)]],
        ]
        let key = Data("\(segment.writeKey):".utf8).base64EncodedString()
        let answer = try await post(event, to: "/v1/track", "Basic \(key)")
        return APIReply([
            "customerExternalId": customer, "sent": true, "messageId": .string(messageID), "request": event,
            "status": .integer(answer.status), "answer": answer.body,
        ])
    }

    private static let messagePrefix = "signup-"

    /// What has become of a sign-up's event so far; of no other event, since pages ask for it without a key.
    private func path(of messageID: String) async throws -> APIReply {
        let entry =
            messageID.hasPrefix(Self.messagePrefix)
            ? try await DeliveryRoutes(service: segment).entry(messageID: messageID) : nil
        guard let entry else { throw Refusal.notFound("this address: no sign-up has sent such an event") }
        return APIReply(entry)
    }

    private func post(
        _ body: JSONValue, to path: String, _ authorization: String
    ) async throws -> (status: Int, body: JSONValue, note: String?) {
        var call = HTTPClientRequest(url: service.address.httpOrigin + path)
        call.method = .POST
        call.headers.add(name: "Authorization", value: authorization)
        call.headers.add(name: "Content-Type", value: "application/json")
        call.body = .bytes(ByteBuffer(bytes: body.compactBytes))
        let response = try await HTTPClient.shared.execute(call, timeout: .seconds(10))
        let answer = try await response.body.collect(upTo: 1 << 20)
        return (
            Int(response.status.code), (try? JSONValue(json: answer.readableBytesView)) ?? .null,
            response.headers.first(name: "X-Dubcheck-Note")
        )
    }
}
