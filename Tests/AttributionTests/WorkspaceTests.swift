import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Workspaces")
struct WorkspaceTests {
    private func update(_ body: String, of name: String = "acme-inc", in store: inout MemoryStore) throws -> Workspace {
        try WorkspaceRules(workspaceID: MemoryStore.workspace).update(
            name, WorkspaceChange(RequestFields(body: body.utf8)), in: &store
        ).result.get()
    }

    @Test("Settings are changed, and shown without the secret key")
    func settings() throws {
        var store = MemoryStore.furnished()
        let workspace = try update(
            #"""
            {"conversionEnabled": false, "allowedHostnames": ["Acme.test", "acme.test", "localhost", "*.acme.test"],
             "publishableKey": null}
            """#, in: &store)
        #expect(
            workspace.json == [
                "id": .string(MemoryStore.workspace), "name": "Acme Inc.", "slug": "acme-inc", "plan": "business",
                "conversionEnabled": false, "allowedHostnames": ["acme.test", "localhost", "*.acme.test"],
                "publishableKey": nil, "createdAt": .string(MemoryStore.start.text),
            ])
        #expect(store.workspaces[workspace.id] == workspace)
        #expect(try update("{}", of: MemoryStore.workspace, in: &store) == workspace)
        let key = "dub_pk_abcdefghijklmnop"
        #expect(try update(#"{"publishableKey": "\#(key)"}"#, in: &store).publishableKey == APIKey(key))
    }

    @Test("What cannot be set is refused in the API's words")
    func refusals() throws {
        var store = MemoryStore.furnished()
        let many = (0..<11).map { #""a\#($0).acme.test""# }.joined(separator: ",")
        for (body, code, message) in [
            (#"{"allowedHostnames": ["acme"]}"#, .unprocessableEntity, "Invalid hostnames."),
            (#"{"allowedHostnames": ["https://acme.test"]}"#, .unprocessableEntity, "Invalid hostnames."),
            (#"{"allowedHostnames": [\#(many)]}"#, .unprocessableEntity, "Maximum of 10 hostnames allowed."),
            (
                #"{"publishableKey": "dub_pk_short"}"#, .unprocessableEntity,
                "invalid_format: publishableKey: Invalid publishable key"
            ),
        ] as [(String, APIError.Code, String)] {
            #expect(refusal { _ = try update(body, in: &store) } == APIError(code, message))
        }
        #expect(
            refusal { _ = try update("{}", of: "other", in: &store) } == APIError(.notFound, "Workspace not found."))
        store.workspaces[MemoryStore.workspace]?.plan = .pro
        #expect(
            refusal { _ = try update(#"{"conversionEnabled": true}"#, in: &store) }
                == APIError(.forbidden, "Conversion tracking is not available on free or pro plans."))
        #expect(try !update(#"{"conversionEnabled": false}"#, in: &store).isConversionEnabled)
    }

    static let hosts: [([String], String?, String?, String?)] = [
        ([], nil, nil, nil), (["acme.test"], "https://acme.test/x", nil, nil),
        (["acme.test"], "https://www.acme.test:3000/x", nil, nil), (["acme.test"], nil, "https://acme.test", nil),
        (["acme.test"], "https://example.com/", "https://acme.test", "example.com"),
        (["acme.test"], nil, nil, "null"), (["acme.test"], nil, "null", "null"),
        (["acme.test"], "https://app.acme.test/", nil, "app.acme.test"),
        (["*.acme.test"], "https://app.acme.test/", nil, nil), (["*.acme.test"], "https://a.b.acme.test/", nil, nil),
        (["*.acme.test"], "https://acme.test/", nil, "acme.test"),
        (["*.acme.test"], "https://testacme.test/", nil, "testacme.test"),
        (["localhost"], "http://localhost:5173/", nil, nil),
        (["acme.test", "localhost"], "http://localhost/", nil, nil),
    ]

    @Test("Pages of allowed hosts pass; every host passes where none is named", arguments: hosts)
    func hostnames(_ entries: [String], _ referer: String?, _ origin: String?, _ refused: String?) {
        let error = refusal { try AllowedHostnames(entries).permits(referer: referer, origin: origin).get() }
        let message = refused.map {
            "Request origin '\($0)' is not included in the allowed hostnames for this workspace. "
                + "Update your allowed hostnames here: https://app.dub.co/settings/tracking"
        }
        #expect(error == message.map { APIError(.forbidden, $0) })
    }

    @Test("New keys have the API's forms, and are the same only as themselves")
    func keys() throws {
        let keys = WorkspaceKeys.make()
        #expect(try /dub_[0-9A-Za-z]{24}/.wholeMatch(in: keys.secret.text) != nil)
        #expect(try /dub_pk_[0-9A-Za-z]{24}/.wholeMatch(in: keys.publishable.text) != nil)
        #expect(keys.publishable.isPublishable && !keys.secret.isPublishable)
        #expect(WorkspaceKeys.make() != keys)
        let key = APIKey("dub_abc")
        #expect(key.isSame(as: "dub_abc"))
        for other in ["dub_abd", "xub_abc", "dub_ab", "dub_abcd", "dub_abcdub_abc", ""] {
            #expect(!key.isSame(as: other))
            #expect(!APIKey(other).isSame(as: "dub_abc"))
        }
    }
}
