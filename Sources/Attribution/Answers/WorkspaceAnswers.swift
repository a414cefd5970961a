public import JSON

extension Workspace {
    /// The workspace with its settings (`dub-api.md`, 9); the secret key is nobody's to see.
    public var json: JSONValue {
        [
            "id": .string(id), "name": .string(name), "slug": .string(slug), "plan": .string(plan.rawValue),
            "conversionEnabled": .bool(isConversionEnabled),
            "allowedHostnames": .array(allowedHostnames.map(JSONValue.string)),
            "publishableKey": .optional(publishableKey?.text), "createdAt": .string(createdAt.text),
        ]
    }
}

extension Folder {
    /// The folder with all its fields (`dub-api.md`, 20).
    public var json: JSONValue {
        [
            "id": .string(id), "name": .string(name), "description": .optional(description), "type": "default",
            "accessLevel": .optional(accessLevel), "createdAt": .string(createdAt.text),
            "updatedAt": .string(updatedAt.text),
        ]
    }
}

extension Domain {
    /// The domain with all its fields (`dub-api.md`, 20); every domain is verified, and none bought here.
    public var json: JSONValue {
        [
            "id": .string(id), "slug": .string(slug), "verified": true, "primary": .bool(isPrimary),
            "archived": .bool(isArchived), "placeholder": .optional(placeholder), "expiredUrl": .optional(expiredURL),
            "notFoundUrl": .optional(notFoundURL), "logo": .optional(logo), "assetLinks": .optional(assetLinks),
            "appleAppSiteAssociation": .optional(appleAppSiteAssociation), "createdAt": .string(createdAt.text),
            "updatedAt": .string(updatedAt.text), "registeredDomain": nil,
        ]
    }
}
