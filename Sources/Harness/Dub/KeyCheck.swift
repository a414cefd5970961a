internal import Attribution
internal import HTTPTypes
internal import Hummingbird

/// Who may call (`dub-api.md`, 2).
struct KeyCheck: Sendable {
    let service: WorkspaceService

    /// The secret key of a request.
    ///
    /// - Throws: what the API answers to one that is missing, misshapen or unknown.
    func secret(_ request: Request) throws(APIError) {
        guard let header = request.headers[.authorization] else {
            throw APIError(.unauthorized, "Missing Authorization header.")
        }
        guard let key = Self.token(header) else {
            throw APIError(
                .badRequest,
                "Misconfigured authorization header. Did you forget to add 'Bearer '? Learn more: https://d.to/auth")
        }
        guard key.hasPrefix("dub_") else {
            throw APIError(
                .notFound, "Workspace ID not found. Use a key of this workspace, which starts with dub_, instead.")
        }
        guard service.workspace.secretKey.isSame(as: key) else {
            throw APIError(.unauthorized, "Unauthorized: Invalid API key.")
        }
    }

    /// The publishable key of a request from a page.
    ///
    /// - Throws: what the API answers to one that is missing, misshapen or unknown.
    func publishable(_ request: Request) throws(APIError) {
        guard let header = request.headers[.authorization] else {
            throw APIError(.unauthorized, "Missing publishable key.")
        }
        guard let key = Self.token(header), key.hasPrefix("dub_pk_") else {
            throw APIError(.badRequest, "Invalid or missing publishable key.")
        }
        guard let own = service.workspace.publishableKey, own.isSame(as: key) else {
            throw APIError(.unauthorized, "Invalid publishable key.")
        }
    }

    private static func token(_ header: String) -> String? {
        header.hasPrefix("Bearer ") ? String(header.dropFirst(7)) : nil
    }
}
