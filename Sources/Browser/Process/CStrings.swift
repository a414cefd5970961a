import Glibc

/// Calls `body` with a C array of C strings that ends with NULL.
func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        // Never empty: it holds at least the NULL.
        buffer.baseAddress.map(body).unsafelyUnwrapped
    }
}
