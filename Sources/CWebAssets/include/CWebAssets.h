#ifndef CWEBASSETS_H
#define CWEBASSETS_H

#include <stddef.h>

/// A file of `web/`, as it was when the program was built.
typedef struct {
    /// Path below `web/`, with `/` between its parts.
    const char *_Nonnull path;
    /// The bytes, alive as long as the program. A NUL follows them, which does not count.
    const unsigned char *_Nonnull bytes;
    /// How many bytes.
    size_t length;
} CWebAsset;

/// How many files are embedded.
size_t cwebassets_count(void);

/// The file at `index`, which must be below the count. Files are sorted by the bytes of their paths.
CWebAsset cwebassets_at(size_t index);

/// How much room the gzip form of `length` bytes can take at most.
size_t cwebassets_gzip_bound(size_t length);

/// Writes the gzip form (RFC 1952, best compression, no file name, no time) of `length` bytes to `out`.
/// Returns its length, or 0 when it does not fit into `capacity` or memory is short.
size_t cwebassets_gzip(const unsigned char *_Nonnull bytes, size_t length, unsigned char *_Nonnull out, size_t capacity);

#endif
