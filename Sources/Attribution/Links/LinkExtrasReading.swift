import JSON

extension Link.Extras {
    private static let longestTitle = 120
    private static let longestDescription = 240
    private static let variantCount = 2...4

    /// What a body says of the rarer fields (`dub-api.md`, 8.2).
    ///
    /// - Throws: what the API answers to the first problem.
    init(_ fields: RequestFields) throws(APIError) {
        title = try fields.text("title").nonEmpty?.cut(to: Self.longestTitle)
        description = try fields.text("description").nonEmpty?.cut(to: Self.longestDescription)
        image = try fields.text("image").nonEmpty
        video = try fields.text("video").nonEmpty
        isProxied = try fields.flag("proxy") ?? false
        isCloaked = try fields.flag("rewrite") ?? false
        hasPublicStats = try fields.flag("publicStats") ?? false
        ios = try fields.url("ios")
        android = try fields.url("android")
        geo = try Self.geo(fields)
        variants = try Self.variants(fields)
        testStartedAt = try fields.time("testStartedAt")
        testCompletedAt = try fields.time("testCompletedAt")
        programID = try fields.text("programId").nonEmpty
        partnerID = try fields.text("partnerId").nonEmpty
        webhookIDs = try fields.list("webhookIds") ?? []
    }

    private static func geo(_ fields: RequestFields) throws(APIError) -> [String: String]? {
        guard let value = fields.value("geo") else { return nil }
        guard let members = value.object else {
            throw .invalid(.invalidType, "geo", "Invalid input: expected record, received \(value.kind)")
        }
        var geo: [String: String] = [:]
        for member in members {
            guard member.key.utf8.count == 2, member.key.utf8.allSatisfy(\.isLetter) else {
                throw .invalid(.invalidValue, "geo", "Invalid country code '\(member.key)'")
            }
            do {
                geo[member.key.uppercased()] = try RequestFields(value).url(member.key)
            } catch {
                throw error.below("geo")
            }
        }
        return geo.isEmpty ? nil : geo
    }

    private static func variants(_ fields: RequestFields) throws(APIError) -> [Variant]? {
        guard let value = fields.value("testVariants") else { return nil }
        guard let rows = value.array else {
            throw .invalid(
                .invalidType, "testVariants", "Invalid input: expected array, received \(value.kind)")
        }
        let (least, most) = (variantCount.lowerBound, variantCount.upperBound)
        if rows.count < least {
            throw .invalid(.tooSmall, "testVariants", "Too small: expected array to have >=\(least) items")
        }
        if rows.count > most {
            throw .invalid(.tooBig, "testVariants", "Too big: expected array to have <=\(most) items")
        }
        var variants: [Variant] = []
        for (index, row) in rows.enumerated() {
            do {
                variants.append(try Variant(RequestFields(row)))
            } catch {
                throw error.below("testVariants.\(index)")
            }
        }
        return variants
    }
}

extension Link.Extras.Variant {
    private static let percentages = 10...90

    fileprivate init(_ fields: RequestFields) throws(APIError) {
        guard let url = try fields.url("url") else { throw fields.absent("url", "string") }
        let (least, most) = (Self.percentages.lowerBound, Self.percentages.upperBound)
        guard let percentage = try fields.integer("percentage", from: least, to: most) else {
            throw fields.absent("percentage", "number")
        }
        self.init(url: url, percentage: percentage)
    }
}

extension String {
    /// The text, if it is no longer than this many characters; else its beginning, so that it is with `...`.
    fileprivate func cut(to length: Int) -> String {
        count <= length ? self : "\(prefix(length - 3))..."
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { isLetterOrDigit && self > UInt8(ascii: "9") }
}
