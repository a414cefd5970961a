public import PageURL
import Synchronization

/// Where a short link leads one visitor (`dub-api.md`, 7.5).
public struct Destination: Sendable, Hashable {
    /// The `Location` of the answer.
    public var location: String

    /// The target with the click id and the parameters of the request.
    ///
    /// - Parameters:
    ///   - target: the link's URL as it is stored; what is no http(s) URL, `mailto:` for one, is taken as it is.
    ///   - clickID: the click id, where the link needs one.
    ///   - request: the parameters of the request, in order.
    ///   - partnerKey: the key of a partner's link, which the destination gets as `via`.
    public init(target: String, clickID: String?, request: [QueryItem], partnerKey: String? = nil) {
        let isUntracked = request.contains { $0.name == "dub-no-track" }
        let stated = request.last { $0.name == "redir_url" }.flatMap { PageURL($0.value) }
        guard let start = stated ?? Self.parsed(target), ["http", "https"].contains(start.scheme) else {
            location = target
            return
        }
        var url = start
        if let partnerKey { url = url.settingFormItem("via", partnerKey) }
        if let clickID {
            if url.first("dub_client_reference_id") == "1" {
                url = url.removingQueryItem("dub_client_reference_id")
                    .settingFormItem("client_reference_id", "dub_id_\(clickID)")
            } else if !isUntracked {
                url = url.settingFormItem("dub_id", clickID)
            }
        }
        for item in request where !["dub-no-track", "redir_url"].contains(item.name) {
            url = url.settingFormItem(item.name, item.value)
        }
        if !request.isEmpty {
            for (name, value) in [("qr", "1"), ("skip_deeplink_preview", "1")] where url.first(name) == value {
                url = url.removingFormItem(name)
            }
        }
        location = url.href
    }

    /// Targets that were parsed: few are followed many times, and parsing one takes as long as storing a click.
    private static let known = Mutex<[String: PageURL]>([:])

    private static func parsed(_ target: String) -> PageURL? {
        if let url = known.withLock({ $0[target] }) { return url }
        guard let url = PageURL(target) else { return nil }
        known.withLock { known in
            if known.count >= 1_000 { known = [:] }
            known[target] = url
        }
        return url
    }
}

extension PageURL {
    /// As `URLSearchParams.set` does it: the whole query is written anew as a form.
    func settingFormItem(_ name: String, _ value: String) -> PageURL {
        settingQueryItems(queryItems).settingQueryItem(name, value)
    }

    /// As `URLSearchParams.delete` does it.
    func removingFormItem(_ name: String) -> PageURL {
        settingQueryItems(queryItems.filter { $0.name != name })
    }
}
