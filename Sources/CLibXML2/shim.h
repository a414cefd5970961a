// Debian builds libxml2 with ICU, whose C headers clash with the ICU inside Foundation ("'U_MF_…' is not present in
// definition of enum UErrorCode"). Nothing here needs libxml2's ICU hooks, so they are hidden before any other header.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

// The version of the library that is loaded, as digits: 20914 for 2.9.14. A function, as Swift sees a global variable that
// anybody could change.
static inline const char *clibxml2_version(void) {
    return xmlParserVersion;
}
