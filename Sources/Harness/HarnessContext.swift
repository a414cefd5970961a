internal import Foundation
internal import Hummingbird
internal import NIOCore

/// What is known of a request besides its own words: where it comes from.
struct HarnessContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    /// The connection.
    let channel: any Channel

    /// The other end of the connection; nil where there is none, as in tests of the routes.
    var remoteAddress: SocketAddress? { channel.remoteAddress }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The address in numbers, without the port.
    var remoteIP: String {
        // Nearly all of the visitors, and the system's functions would make the text anew for each.
        if case .v4(let address) = remoteAddress, UInt32(bigEndian: address.address.sin_addr.s_addr) == 0x7F00_0001 {
            return "127.0.0.1"
        }
        return remoteAddress?.ipAddress ?? "127.0.0.1"
    }
}
