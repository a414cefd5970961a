import JSON

extension Workspace {
    /// Its fields with both keys: an export is for the owner.
    var exported: JSONObject {
        [
            "id": .string(id), "name": .string(name), "plan": .string(plan.rawValue),
            "conversionEnabled": .bool(isConversionEnabled),
            "allowedHostnames": .array(allowedHostnames.map(JSONValue.string)), "secretKey": .string(secretKey.text),
            "publishableKey": .optional(publishableKey?.text), "userId": .string(userID),
            "createdAt": .time(createdAt),
        ]
    }
}

extension Domain {
    /// Its fields but for those that all domains have alike.
    var exported: JSONObject {
        let object: JSONObject = [
            "id": .string(id), "slug": .string(slug), "primary": .bool(isPrimary), "archived": .bool(isArchived),
            "placeholder": .optional(placeholder), "expiredUrl": .optional(expiredURL),
            "notFoundUrl": .optional(notFoundURL), "logo": .optional(logo), "assetLinks": .optional(assetLinks),
            "appleAppSiteAssociation": .optional(appleAppSiteAssociation), "createdAt": .time(createdAt),
            "updatedAt": .time(updatedAt),
        ]
        return object.withoutNulls
    }
}

extension Folder {
    /// Its fields but for its type, which all folders have alike.
    var exported: JSONObject {
        let object: JSONObject = [
            "id": .string(id), "name": .string(name), "description": .optional(description),
            "accessLevel": .optional(accessLevel), "createdAt": .time(createdAt), "updatedAt": .time(updatedAt),
        ]
        return object.withoutNulls
    }
}

extension Link {
    /// Its fields but for those that follow from others.
    var exported: JSONObject {
        var object: JSONObject = [
            "id": .string(id), "domain": .string(domain), "key": .string(key.text), "url": .string(url),
            "trackConversion": .bool(tracksConversions), "archived": .bool(isArchived),
            "proxy": .bool(extras.isProxied), "rewrite": .bool(extras.isCloaked), "doIndex": .bool(isIndexed),
            "publicStats": .bool(extras.hasPublicStats), "externalId": .optional(externalID),
            "tenantId": .optional(tenantID), "programId": .optional(extras.programID),
            "partnerId": .optional(extras.partnerID), "folderId": .optional(folderID), "expiresAt": .time(expiresAt),
            "expiredUrl": .optional(expiredURL), "disabledAt": .time(disabledAt), "password": .optional(password),
            "title": .optional(extras.title), "description": .optional(extras.description),
            "image": .optional(extras.image), "video": .optional(extras.video), "ios": .optional(extras.ios),
            "android": .optional(extras.android), "geo": AnswerForm.geo(extras.geo), "comments": .optional(comments),
            "tagIds": .array(tagIDs.map(JSONValue.string)),
            "webhookIds": .array(extras.webhookIDs.map(JSONValue.string)),
            "testVariants": AnswerForm.variants(extras.variants), "testStartedAt": .time(extras.testStartedAt),
            "testCompletedAt": .time(extras.testCompletedAt),
        ]
        object.merge([
            "clicks": .integer(counters.clicks), "leads": .integer(counters.leads),
            "conversions": .integer(counters.conversions), "sales": .integer(counters.sales),
            "saleAmount": .integer(counters.saleAmount), "lastClicked": .time(counters.lastClicked),
            "createdAt": .time(createdAt), "updatedAt": .time(updatedAt),
        ])
        return object.withoutNulls
    }
}

extension JSONObject {
    /// The members that have a value.
    var withoutNulls: JSONObject { JSONObject(filter { !$0.value.isNull }.map { ($0.key, $0.value) }) }
}
