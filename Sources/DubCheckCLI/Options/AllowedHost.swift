import ArgumentParser
import PageURL

/// The value of an option that allows a host.
enum AllowedHost {
    /// `any`, or the host as browsers print it, so that it can be compared with that of a URL.
    static func read(_ argument: String) throws -> String {
        guard argument != "any" else { return argument }
        let isAddress = argument.hasPrefix("[") && argument.hasSuffix("]")
        let isHost = !argument.contains { "/\\?#@".contains($0) || !isAddress && $0 == ":" }
        guard isHost, let url = PageURL("http://\(argument)/") else {
            throw ValidationError(
                "'\(argument)' is no host: write its name only, such as staging.acme.test, an IPv6 address in brackets, "
                    + "or any for every host")
        }
        return url.host
    }
}
