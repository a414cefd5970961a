/// A key and a certificate for the names of the scenarios that no authority has signed, for tests only.
enum ScenarioCertificate {
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+MRknKort1aHo5Vd
        Dj5O6cblOH4R7/8XcV5wP37a0BKhRANCAAQS1+txc8FOHE01DxvdOydryb8rBAJP
        GLRXYsummCmf4M/417x8AQK3Btt6mC5MVBt9aN4ibJ1JA+HUKy0PGPgY
        -----END PRIVATE KEY-----
        """

    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIB3DCCAYGgAwIBAgIUWOnyDjMa0lGYve5DAHLQYU1MAhMwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJYWNtZS50ZXN0MCAXDTI2MTEyNjIyMTkwMFoYDzIxMjYxMTAy
        MjIxOTAwWjAUMRIwEAYDVQQDDAlhY21lLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQS1+txc8FOHE01DxvdOydryb8rBAJPGLRXYsummCmf4M/417x8AQK3
        Btt6mC5MVBt9aN4ibJ1JA+HUKy0PGPgYo4GuMIGrMB0GA1UdDgQWBBR7kIPT4TgT
        jQR3BHY0neBletqWnjAfBgNVHSMEGDAWgBR7kIPT4TgTjQR3BHY0neBletqWnjAP
        BgNVHRMBAf8EBTADAQH/MFgGA1UdEQRRME+CCWFjbWUudGVzdIILKi5hY21lLnRl
        c3SCDSouZXhhbXBsZS5jb22CDCouZHViY2RuLmNvbYIKYXBpLmR1Yi5jb4IMKi52
        ZXJjZWwuYXBwMAoGCCqGSM49BAMCA0kAMEYCIQCWr6VH3FAlfm3Om99j3BEB1BY6
        4dMpaH04u7Z3gQZ8UAIhAJEqHPGjfnMbTHm0DJ/W9ddp/bCCrdMplhTfMast2oO/
        -----END CERTIFICATE-----
        """
}
