#include "CWebAssets.h"

#if !__has_include(<zlib.h>)
#error "zlib is missing: install zlib1g-dev (Debian, Ubuntu) or zlib-devel (Fedora)"
#endif
#include <limits.h>
#include <zlib.h>

// The gzip header and trailer take 18 bytes where deflateBound reckons with zlib's 6.
enum { gzip_overhead = 18 };

size_t cwebassets_gzip_bound(size_t length) {
    return compressBound((uLong)length) + gzip_overhead;
}

size_t cwebassets_gzip(const unsigned char *bytes, size_t length, unsigned char *out, size_t capacity) {
    if (length > UINT_MAX || capacity > UINT_MAX) return 0;
    z_stream stream = {0};
    // 15 bits of window; 16 more ask for the gzip form.
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)length;
    stream.next_out = out;
    stream.avail_out = (uInt)capacity;
    const int result = deflate(&stream, Z_FINISH);
    const size_t written = capacity - stream.avail_out;
    deflateEnd(&stream);
    return result == Z_STREAM_END ? written : 0;
}
