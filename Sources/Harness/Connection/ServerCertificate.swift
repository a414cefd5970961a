internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOSSL
internal import SwiftASN1
internal import X509

/// A certificate for this run, signed by an authority of its own, whose key is forgotten at once.
struct ServerCertificate: Sendable {
    /// The authority's certificate in PEM form, for clients that verify.
    let authorityPEM: String

    /// What the connections use.
    let context: NIOSSLContext

    /// Makes a certificate for the loopback names and addresses, and for further hosts.
    ///
    /// Two certificates instead of a self-signed one, because verifiers differ in whether one that is no authority may
    /// be trusted by itself. P-256, because every TLS client takes it; valid from an hour ago, for clocks that differ a
    /// little, and for 30 days, within the 398 that browsers accept.
    init(hosts: [String], now: Date) throws(HarnessError) {
        do {
            let (authorityKey, key) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
            let authorityName = try DistinguishedName { CommonName("dubcheck serve, for this run only") }
            let authority = try Self.certificate(
                authorityName, for: authorityKey, by: authorityName, signedWith: authorityKey, now: now,
                extensions: try Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                    Critical(KeyUsage(keyCertSign: true))
                })
            let names = Self.subjectNames(hosts)
            let leaf = try Self.certificate(
                try DistinguishedName { CommonName("dubcheck serve") }, for: key, by: authorityName,
                signedWith: authorityKey, now: now,
                extensions: try Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                    try ExtendedKeyUsage([.serverAuth])
                    SubjectAlternativeNames(names)
                })
            authorityPEM = try authority.serializeAsPEM().pemString
            context = try Self.context(chain: [leaf, authority], key: key)
        } catch {
            throw HarnessError.certificateUnusable("\(error)")
        }
    }

    private static func certificate(
        _ subject: DistinguishedName, for key: P256.Signing.PrivateKey, by issuer: DistinguishedName,
        signedWith issuerKey: P256.Signing.PrivateKey, now: Date, extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now.addingTimeInterval(-3600),
            notValidAfter: now.addingTimeInterval(30 * 86_400),
            issuer: issuer,
            subject: subject,
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(issuerKey))
    }

    private static func context(chain: [Certificate], key: P256.Signing.PrivateKey) throws -> NIOSSLContext {
        let certificates = try chain.map { certificate in
            let pem = try certificate.serializeAsPEM().pemString
            return NIOSSLCertificateSource.certificate(try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem))
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates,
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
        configuration.applicationProtocols = ["http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }

    private static func subjectNames(_ hosts: [String]) -> [GeneralName] {
        // Browsers take no wildcard right above a top-level domain, so the likeliest name stands for itself.
        var seen = Set<String>()
        return (["localhost", "*.localhost", "go.localhost", "127.0.0.1", "::1"] + hosts)
            .filter { seen.insert($0).inserted }
            .map { host in
                guard let address = IPAddress.bytes(of: host) else { return .dnsName(host) }
                return .ipAddress(ASN1OctetString(contentBytes: address[...]))
            }
    }
}
