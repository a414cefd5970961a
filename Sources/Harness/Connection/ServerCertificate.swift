internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOSSL
internal import SwiftASN1
internal import X509

/// A self-signed certificate, made at start and forgotten at exit.
struct ServerCertificate: Sendable {
    /// The certificate in PEM form, for clients that verify.
    let pem: String

    /// What the connections use.
    let context: NIOSSLContext

    /// Makes a certificate for the loopback names and addresses, and for further hosts.
    ///
    /// P-256, because every TLS client takes it; valid from an hour ago, for clocks that differ a little, and for
    /// 30 days, within the 398 that browsers accept.
    init(hosts: [String], now: Date) throws(HarnessError) {
        do {
            let key = P256.Signing.PrivateKey()
            let certificate = try Self.sign(hosts: hosts, key: Certificate.PrivateKey(key), now: now)
            pem = try certificate.serializeAsPEM().pemString
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem))],
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
            configuration.applicationProtocols = ["http/1.1"]
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw HarnessError.certificateUnusable("\(error)")
        }
    }

    private static func sign(hosts: [String], key: Certificate.PrivateKey, now: Date) throws -> Certificate {
        let name = try DistinguishedName {
            CommonName("dubcheck serve")
        }
        let names = try subjectNames(hosts)
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-3600),
            notValidAfter: now.addingTimeInterval(30 * 86_400),
            issuer: name,
            subject: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names)
            },
            issuerPrivateKey: key)
    }

    private static func subjectNames(_ hosts: [String]) throws -> [GeneralName] {
        var seen = Set<String>()
        return (["localhost", "*.localhost", "127.0.0.1", "::1"] + hosts)
            .filter { seen.insert($0).inserted }
            .map { host in
                guard let address = IPAddress.bytes(of: host) else { return .dnsName(host) }
                return .ipAddress(ASN1OctetString(contentBytes: address[...]))
            }
    }
}
