import Evidence
import PageURL

/// Reads the documents of one target, each body once: the looks at a page mostly bring the same bytes.
actor PageReader {
    private var pages: [PageEvidence] = []

    /// What a browser makes of an answer from the URL; an equal body that was read before is shared, not read again.
    func page(_ answer: FetchAnswer, from url: PageURL) -> PageEvidence {
        let charset = Self.charset(answer.fields)
        guard
            var page = pages.first(where: { $0.body.array == answer.body && Self.charset($0.fields) == charset })
        else {
            let page = PageEvidence(
                url: url, status: answer.status, fields: answer.fields, body: Bytes(answer.body),
                isTruncated: answer.isTruncated)
            pages.append(page)
            return page
        }
        page.url = url
        page.status = answer.status
        page.fields = answer.fields
        page.isTruncated = answer.isTruncated
        return page
    }

    private static func charset(_ fields: HTTPFields) -> String? {
        fields["content-type"].map(MediaType.init)?.charset?.lowercased()
    }
}
