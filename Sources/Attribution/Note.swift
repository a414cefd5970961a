/// What happened without a word in the answer, told to the developer: in the log, in `X-Dubcheck-Note` and on request.
public enum Note: Sendable, Hashable {
    /// No link has the key.
    case noLink(domain: String, key: String)
    /// The link was switched off.
    case disabledLink(String)
    /// The link is over.
    case expiredLink(String)
    /// A program clicked; the redirect is real, its click id is not.
    case botClick(BotRules.Reason)
    /// A program asked for a link with a preview of its own; it gets that, and no redirect.
    case preview(String, BotRules.Reason)
    /// The same visitor clicked within the hour; the click id is the first one's.
    case repeatedClick(String)
    /// The request asked not to be tracked.
    case untrackedClick
    /// The customer had a lead of this name within the last seven days; nothing was recorded.
    case duplicateLead(eventName: String, customer: String)
    /// The click was never recorded, most often because it was a bot's or a repeated one.
    case unknownClick(String)
    /// A failed lead keeps its place upstream, so that the same call with the right click id would be swallowed.
    case keyReleased(eventName: String, customer: String)
    /// As upstream does it: the failed lead keeps its place for seven days.
    case keyKept(eventName: String, customer: String)
    /// Only the customer exists now.
    case deferredLead(customer: String)
    /// The customer is not known and there is no click to make one of; nothing was recorded.
    case saleWithoutCustomer(String)
    /// An amount of zero is no sale.
    case saleOfNothing
    /// The invoice was there before; its first answer was repeated.
    case repeatedInvoice(String)
    /// There is no rate for the currency; the amount stays as it is.
    case unknownCurrency(String)
    /// A region without its country is taken for a country.
    case bareRegion(String)
    /// The end of a window counts with its start only.
    case endWithoutStart
    /// Links in folders are not listed, unless a folder is named or something is searched.
    case linksInFolders(Int)
    /// The page's host is none that the workspace allows; the click id is answered, and no click recorded.
    case refusedHost(String?)
    /// Too many attempts in a row to reach a webhook have failed.
    case webhookSwitchedOff(url: String)
}

extension Note: CustomStringConvertible {
    /// What happened, and what to do about it.
    public var description: String {
        switch self {
        case .noLink(let domain, let key): "no link '\(key)' on \(domain): create it first, or look for a typing error"
        case .disabledLink(let link): "\(link) is switched off, and leads nowhere"
        case .expiredLink(let link): "\(link) has expired: no click id is given, and no click recorded"
        case .botClick(let reason):
            "NOT RECORDED, a bot's click (\(reason)): the redirect has a dub_id, but a lead with it will be a 404; click in a "
                + "browser, set a browser's user agent, or start with --count-bots"
        case .preview(let link, let reason):
            "a preview instead of the redirect: \(link) has proxy on, and this is a bot (\(reason)); people are led on, and "
                + "with --count-bots bots too"
        case .repeatedClick(let id):
            "not recorded again: the same address and user agent clicked within the hour, and keep click id \(id)"
        case .untrackedClick: "not recorded, as dub-no-track asks"
        case .duplicateLead(let name, let customer):
            "duplicate: customer '\(customer)' had a lead '\(name)' within 7 days (case, spaces and hyphens do not count); "
                + "nothing was recorded, and link is null"
        case .unknownClick(let id):
            "no click '\(id)' is recorded: a bot's click, or a repeated one within the hour, leads on but is not recorded"
        case .keyReleased(let name, let customer):
            "the lead '\(name)' of '\(customer)' may be sent again; upstream, that would be a silent duplicate for 7 days"
        case .keyKept(let name, let customer):
            "as upstream, the lead '\(name)' of '\(customer)' is taken for 7 days although it was not recorded"
        case .deferredLead(let customer):
            "deferred: customer '\(customer)' exists now, and no lead yet; send the same without a click id to record it"
        case .saleWithoutCustomer(let customer):
            "no customer '\(customer)': nothing was recorded; track a lead first, or send a clickId with the sale"
        case .saleOfNothing: "an amount of 0 is not recorded as a sale"
        case .repeatedInvoice(let id): "invoice '\(id)' was seen within 7 days; the first answer was repeated"
        case .unknownCurrency(let code): "no exchange rate for '\(code)': the amount is stored as given"
        case .bareRegion(let text): "region=\(text) is read as the country \(text): write the country too, as in US-CA"
        case .endWithoutStart: "end is ignored without start"
        case .linksInFolders(let count):
            "\(count) links are in folders and not listed: name a folderId, or filter by search, domain, tag or tenant"
        case .refusedHost(let host):
            "NOT RECORDED: host '\(host ?? "null")' is not among the workspace's allowed hostnames; a lead with this click "
                + "id will be a 404"
        case .webhookSwitchedOff(let url):
            "webhook \(url) failed \(Webhook.mostFailures) times in a row and is switched off: send one of its deliveries "
                + "again to switch it on"
        }
    }
}
