public import JSON

/// A line of a seed, checked: one of an export, or one that somebody has written by hand.
///
/// A line may leave out what the API lets a request leave out, and ids, times, keys and counters besides; they are made
/// when it is planted.
public struct SeedLine: Sendable {
    /// What the line is of.
    public let kind: ExportLine.Kind

    let fields: RequestFields

    /// A line that has been read.
    ///
    /// - Parameter otherTypes: the types of lines that the caller reads by itself, for the message about an unknown one.
    /// - Throws: 422 with what is wrong, such as `line of type click: timestamp: Invalid date`.
    public init(_ json: JSONValue, besides otherTypes: [String] = []) throws(APIError) {
        do {
            fields = try RequestFields(json)
            kind = try ExportLine.Kind(fields, besides: otherTypes)
        } catch {
            throw APIError(error.code, error.text)
        }
        do {
            _ = try content(SeedDefaults())
        } catch {
            throw error.inLine(of: kind)
        }
    }

    /// The workspace that a line of this kind makes of another one; nil for a line of another kind.
    ///
    /// - Parameter base: what counts where the line leaves something out.
    public func workspace(over base: Workspace) throws(APIError) -> Workspace? {
        guard kind == .workspace else { return nil }
        do {
            return try Workspace(fields, over: base)
        } catch {
            throw error.inLine(of: kind)
        }
    }

    /// What there is to plant.
    enum Content {
        /// Something with all its fields.
        case entity(ExportLine)
        /// A link whose key and tags are still to be found.
        case request(LinkRequest, LinkState)
    }

    /// What the line says, and the defaults where it says nothing.
    func content(_ defaults: SeedDefaults) throws(APIError) -> Content {
        switch kind {
        case .workspace: .entity(.workspace(try Workspace(fields, over: defaults.workspace)))
        case .domain: .entity(.domain(try Domain(fields, defaults)))
        case .tag: .entity(.tag(try Tag(fields, defaults)))
        case .folder: .entity(.folder(try Folder(fields, defaults)))
        case .link:
            Link.isWhole(fields)
                ? .entity(.link(try Link(fields, defaults)))
                : .request(try LinkRequest(fields), try LinkState(fields, defaults))
        case .customer: .entity(.customer(try Customer(fields, defaults)))
        case .click: .entity(.click(try Click(fields, defaults)))
        case .lead: .entity(.lead(try Lead(fields, defaults)))
        case .sale: .entity(.sale(try Sale(fields, defaults)))
        }
    }
}

/// What lines get that they leave out.
struct SeedDefaults {
    /// Whose everything is.
    var workspace: Workspace
    /// When it was made.
    var now: Timestamp
    /// Makes ids.
    var ids: IDMaker

    /// What a line gets when it is planted.
    init(workspace: Workspace, now: Timestamp, ids: IDMaker) {
        self.workspace = workspace
        self.now = now
        self.ids = ids
    }

    /// What a line gets that is only checked.
    fileprivate init() {
        now = Timestamp(milliseconds: 0)
        ids = IDMaker()
        workspace = Workspace(
            id: "", name: "", secretKey: APIKey(""), publishableKey: nil, userID: "", createdAt: now)
    }

    /// The id and the times of something that is made at a time.
    func stamp(_ prefix: String, _ fields: RequestFields) throws(APIError) -> Stamp {
        let createdAt = try fields.time("createdAt") ?? now
        return Stamp(
            id: try fields.text("id").nonEmpty ?? ids.sortable(prefix, at: createdAt), createdAt: createdAt,
            updatedAt: try fields.time("updatedAt") ?? createdAt)
    }

    /// The id and the time of an event.
    func event(_ fields: RequestFields) throws(APIError) -> (id: String, timestamp: Timestamp) {
        let time = try fields.time("timestamp") ?? now
        return (try fields.text("id").nonEmpty ?? ids.eventID(at: time), time)
    }
}

/// What tells one thing from the others of its kind, and from itself at another time.
struct Stamp {
    var id: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

extension ExportLine.Kind {
    fileprivate init(_ fields: RequestFields, besides otherTypes: [String]) throws(APIError) {
        let word = try fields.choice("type", of: Self.allCases.map(\.rawValue) + otherTypes)
        guard let kind = word.flatMap(Self.init) else { throw fields.absent("type", "string") }
        self = kind
    }
}

extension APIError {
    /// What is wrong with which field, without the kind of problem in front.
    fileprivate var text: String {
        let parts = message.split(separator: ": ", maxSplits: 1)
        guard parts.count == 2, Issue(rawValue: String(parts[0])) != nil else { return message }
        return String(parts[1])
    }

    /// The same problem, of a line.
    func inLine(of kind: ExportLine.Kind) -> APIError {
        APIError(code, "line of type \(kind.rawValue): \(text)")
    }
}
