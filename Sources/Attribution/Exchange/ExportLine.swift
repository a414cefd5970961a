public import JSON

/// Something that a workspace has, as a line of an export.
///
/// The fields have the names of the API (`dub-api.md`, 6.3, 8.1, 9, 16.1 and 20). A ``SeedLine`` reads it back.
public enum ExportLine: Sendable, Hashable {
    case workspace(Workspace), domain(Domain), tag(Tag), folder(Folder), link(Link), customer(Customer)
    case click(Click), lead(Lead), sale(Sale)

    /// What a line is of, in the order of an export.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case workspace, domain, tag, folder, link, customer, click, lead, sale
    }

    /// What the line is of.
    public var kind: Kind {
        switch self {
        case .workspace: .workspace
        case .domain: .domain
        case .tag: .tag
        case .folder: .folder
        case .link: .link
        case .customer: .customer
        case .click: .click
        case .lead: .lead
        case .sale: .sale
        }
    }

    /// The line, whose first member is `type`.
    public var json: JSONValue {
        var object: JSONObject = ["type": .string(kind.rawValue)]
        object.merge(members)
        return .object(object)
    }

    private var members: JSONObject {
        switch self {
        case .workspace(let workspace): workspace.exported
        case .domain(let domain): domain.exported
        case .tag(let tag): tag.json.object ?? [:]
        case .folder(let folder): folder.exported
        case .link(let link): link.exported
        case .customer(let customer): customer.exported
        case .click(let click): click.exported
        case .lead(let lead): lead.exported
        case .sale(let sale): sale.exported
        }
    }
}
