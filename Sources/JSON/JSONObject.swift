/// The members of a JSON object, in the order in which they were written.
///
/// Two objects are equal when they have the same members, in whatever order (RFC 8259, section 4).
public struct JSONObject: Sendable {
    /// A key with its value.
    public struct Member: Sendable, Hashable {
        /// The key.
        public let key: String
        /// The value.
        public internal(set) var value: JSONValue
    }

    private var members: [Member] = []
    /// Where each key is, kept only where going through all members would take longer.
    private var positions: [String: Int] = [:]

    private static let fewMembers = 32

    /// An object without members.
    public init() {}

    /// The value of a key, nil when there is none; a new key goes to the end, nil takes one out.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil):
                members.remove(at: position)
                if !positions.isEmpty { index() }
            case (nil, let value?):
                members.append(Member(key: key, value: value))
                if !positions.isEmpty {
                    positions[key] = members.count - 1
                } else if members.count > Self.fewMembers {
                    index()
                }
            case (nil, nil): break
            }
        }
    }

    /// Takes over the members of another object; of equal keys its value counts.
    public mutating func merge(_ other: JSONObject) {
        for member in other { self[member.key] = member.value }
    }

    /// Makes room for so many members at once.
    public mutating func reserveCapacity(_ count: Int) {
        members.reserveCapacity(count)
    }

    private func position(of key: String) -> Int? {
        guard positions.isEmpty else { return positions[key] }
        return members.withUnsafeBufferPointer { members in
            for index in members.indices where members[index].key == key { return index }
            return nil
        }
    }

    private mutating func index() {
        positions = Dictionary(uniqueKeysWithValues: members.indices.map { (members[$0].key, $0) })
    }
}

extension JSONObject: RandomAccessCollection {
    /// The first member.
    public var startIndex: Int { members.startIndex }
    /// Behind the last member.
    public var endIndex: Int { members.endIndex }

    /// The member at a place in the order.
    public subscript(position: Int) -> Member { members[position] }

    /// The keys in their order.
    public var keys: [String] { members.map(\.key) }
}

extension JSONObject: Hashable {
    /// Whether both have the same members.
    public static func == (one: JSONObject, other: JSONObject) -> Bool {
        one.count == other.count && one.allSatisfy { other[$0.key] == $0.value }
    }

    /// Hashes the members, whose order does not count.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(0) { $0 ^ $1.hashValue })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members, in this order; of equal keys the last one's value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }

    /// An object of these members, in this order; of equal keys the last one's value counts.
    public init(_ elements: some Sequence<(String, JSONValue)>) {
        for (key, value) in elements { self[key] = value }
    }
}
