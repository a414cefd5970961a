import HTMLPage

extension ScriptElement {
    var isInShadowRoot: Bool { false }
}
