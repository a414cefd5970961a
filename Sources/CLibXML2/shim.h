// Debian builds libxml2 with ICU, whose C headers clash with the ICU inside Foundation ("'U_MF_…' is not present in
// definition of enum UErrorCode"). Nothing here needs libxml2's ICU hooks, so they are hidden before any other header.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
