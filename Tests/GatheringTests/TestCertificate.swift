/// Certificates of acme.test that no authority has signed, for servers in tests only.
enum TestCertificate {
    /// The private key of both.
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyYYse+RksWxZV8ER
        wuVXR02nTdIZWZdsCnm6YQnqxcuhRANCAAQDoMDeYEBkqQ2fFglUMaqjAGOvilPU
        Oso8OrEu7SpUwEjib1Cg4HzLwKDn9/8TLtrW8N3IbBqg1DPyT/pYm8f/
        -----END PRIVATE KEY-----
        """

    /// Valid from 2020 to 2120.
    static let selfSigned = """
        -----BEGIN CERTIFICATE-----
        MIIBUDCB9qADAgECAgECMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWFjbWUudGVz
        dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
        YWNtZS50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEA6DA3mBAZKkNnxYJ
        VDGqowBjr4pT1DrKPDqxLu0qVMBI4m9QoOB8y8Cg5/f/Ey7a1vDdyGwaoNQz8k/6
        WJvH/6M3MDUwFAYDVR0RBA0wC4IJYWNtZS50ZXN0MB0GA1UdDgQWBBQMXHRluWCE
        v8VHW3xLfxnJrWUt/DAKBggqhkjOPQQDAgNJADBGAiEAmYkLVLxFR6VKRKmkpuMb
        QvL1xOQhbeNvYOm6y3oNbhUCIQD6xxq3uw3AFXDXPkU/e7iPuiMvlBTTmLeZf6QF
        +TMMvQ==
        -----END CERTIFICATE-----
        """

    /// Expired at the end of 2020.
    static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBTDCB9KADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWFjbWUudGVz
        dDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWFj
        bWUudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAOgwN5gQGSpDZ8WCVQx
        qqMAY6+KU9Q6yjw6sS7tKlTASOJvUKDgfMvAoOf3/xMu2tbw3chsGqDUM/JP+lib
        x/+jNzA1MBQGA1UdEQQNMAuCCWFjbWUudGVzdDAdBgNVHQ4EFgQUDFx0ZblghL/F
        R1t8S38Zya1lLfwwCgYIKoZIzj0EAwIDRwAwRAIgK/HFn4BHe6czL5Dxz4BF5Hx1
        510v+ss///xndnS/364CIBB4VOHRsK3032YJUu4XRyzgQyGlj3OpwUV8NbwKvTKm
        -----END CERTIFICATE-----
        """
}
