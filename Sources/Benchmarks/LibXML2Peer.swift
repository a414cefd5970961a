import CLibXML2

/// libxml2 alone, as the peer of our own scanner: the tree is built and freed, nothing is read from it.
enum LibXML2Peer {
    static func parse(_ bytes: [UInt8]) {
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue
        bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let document = htmlReadMemory(start, Int32(buffer.count), nil, "utf-8", Int32(options))
            xmlFreeDoc(document)
        }
    }
}
