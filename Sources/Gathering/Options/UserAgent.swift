/// The user agents the looks are made with.
///
/// Firewalls, and Dub itself, treat agents that call themselves headless or name a tool as bots (failure-modes,
/// requirement 15), and what they then answer says nothing about what visitors get. These are Chrome's own, in the
/// reduced form that every Chrome sends: the platform and the minor version are frozen, only the major version moves.
public enum UserAgent {
    /// Chrome on a desktop computer.
    public static let desktop =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"

    /// Chrome on an Android phone.
    public static let mobile =
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"
}
