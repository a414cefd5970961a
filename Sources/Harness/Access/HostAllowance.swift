/// The hosts of which something is allowed that else is for this machine only.
public enum HostAllowance: Sendable, Hashable {
    /// Only loopback names and addresses.
    case loopback
    /// These hosts too, as browsers print them.
    case hosts([String])
    /// Every host.
    case any

    /// What the values of an option say: hosts as browsers print them, or `any`.
    public init(naming names: [String]) {
        self = names.contains("any") ? .any : names.isEmpty ? .loopback : .hosts(names)
    }

    /// Whether it is allowed of a host.
    ///
    /// Names are compared as they are written, and none is looked up: what a name server says is no permission.
    ///
    /// - Parameter host: the host as a URL prints it, an IPv6 address in brackets.
    func covers(_ host: String) -> Bool {
        let isHere = Authority.host(of: host).map(HostPolicy.isLoopback) == true
        return switch self {
        case .loopback: isHere
        case .hosts(let names): isHere || names.contains(host)
        case .any: true
        }
    }
}
