import JSON

/// An element of the page that a selector names, as a visitor meets it.
public struct PageElement: Sendable, Hashable {
    /// How it is filled.
    public enum Kind: String, Sendable, Hashable {
        /// By keys: inputs of text, text areas, editable elements.
        case text
        /// By choosing an option.
        case choice
        /// By a click, until it is ticked or not.
        case tick
        /// By a picker: dates, colours, ranges.
        case value
        /// Not at all.
        case none
    }

    /// How it is filled.
    public let kind: Kind
    /// The start of its HTML.
    public let html: String
    /// Whether it takes up room and is not hidden by its style.
    public let isVisible: Bool
    /// Whether it, or the fieldset around it, is disabled.
    public let isDisabled: Bool
    /// Whether its value cannot be changed.
    public let isReadOnly: Bool
    /// The start of the HTML of what lies over its middle; nil when nothing does.
    public let cover: String?
    /// Where its middle is, in pixels of the viewport.
    public let x: Double
    /// Where its middle is, in pixels of the viewport.
    public let y: Double
    /// Whether it is ticked.
    public let isTicked: Bool

    init(_ answer: JSONValue) {
        kind = answer["kind"].string.flatMap(Kind.init) ?? .none
        html = answer["html"].string ?? ""
        isVisible = answer["visible"].bool ?? false
        isDisabled = answer["disabled"].bool ?? false
        isReadOnly = answer["readOnly"].bool ?? false
        cover = answer["cover"].string
        x = answer["x"].number ?? 0
        y = answer["y"].number ?? 0
        isTicked = answer["ticked"].bool ?? false
    }
}

/// What a selector found.
public enum ElementSearch: Sendable, Hashable {
    /// The browser cannot read the selector; with its reason.
    case invalid(String)
    /// Nothing; with selectors of fields and buttons that are there.
    case nothing(near: [String])
    /// Several elements; with the start of the HTML of some.
    case several(Int, [String])
    /// This one, or of several the only one to be seen.
    case one(PageElement)

    init(_ answer: JSONValue) {
        let list = (answer["list"].array ?? []).compactMap(\.string)
        switch answer["found"].int {
        case nil: self = .invalid(answer["reason"].string ?? "")
        case 0: self = .nothing(near: list)
        case 1: self = .one(PageElement(answer["element"]))
        case let count?: self = .several(count, list)
        }
    }
}

/// JavaScript about elements: expressions that read, and those few that a visitor's hands cannot do.
enum ElementProbe {
    /// Finds an element, and brings it into view.
    static func find(_ selector: String) -> String {
        """
        (() => {
          const start = (it) => it.cloneNode(false).outerHTML.slice(0, 160);
          const rect = (it) => it.getBoundingClientRect();
          const isVisible = (it) => rect(it).width > 0 && rect(it).height > 0
            && it.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          let all;
          try { all = [...document.querySelectorAll(\(literal(selector)))]; } catch (error) {
            return { reason: error.message };
          }
          if (all.length === 0) {
            const name = (it) => it.id ? `#${CSS.escape(it.id)}`
              : it.name ? `${it.localName}[name=${JSON.stringify(it.name)}]` : it.localName;
            const near = [...document.querySelectorAll('input, select, textarea, button, [contenteditable]')]
              .filter(isVisible).map(name);
            return { found: 0, list: [...new Set(near)].slice(0, 12) };
          }
          const seen = all.filter(isVisible);
          if (all.length > 1 && seen.length !== 1) return { found: all.length, list: all.slice(0, 3).map(start) };
          const it = seen[0] ?? all[0];
          it.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
          const box = rect(it);
          const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
          const top = document.elementFromPoint(x, y);
          const isOwn = !top || it.contains(top) || top.contains(it) && !top.matches('dialog')
            || it.getRootNode() !== document || [...(it.labels ?? [])].some((label) => label.contains(top));
          const type = it.localName === 'input' ? it.type : it.localName;
          const kinds = { select: 'choice', checkbox: 'tick', radio: 'tick', textarea: 'text', file: 'none',
            submit: 'none', button: 'none', reset: 'none', image: 'none', hidden: 'none' };
          for (const kind of ['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range']) kinds[kind] = 'value';
          const kind = kinds[type] ?? (it.localName === 'input' || it.isContentEditable ? 'text' : 'none');
          return { found: 1, element: { kind, html: start(it), visible: isVisible(it), x, y,
            disabled: it.matches(':disabled, [aria-disabled=true]'), readOnly: it.readOnly === true,
            ticked: it.checked === true, cover: isOwn || !isVisible(it) ? null : start(top) } };
        })()
        """
    }

    /// Runs an expression over the element, as `it`.
    static func with(_ selector: String, _ expression: String) -> String {
        """
        (() => {
          const all = [...document.querySelectorAll(\(literal(selector)))];
          const it = all.find((one) => one.checkVisibility?.()) ?? all[0];
          return \(expression);
        })()
        """
    }

    /// Gives a field a value past its keys, as a picker does, and tells the page of it.
    ///
    /// The prototype's setter: frameworks put one of their own on the element.
    static func setting(_ value: String) -> String {
        """
        (() => {
          const prototype = Object.getPrototypeOf(it);
          Object.getOwnPropertyDescriptor(prototype, 'value').set.call(it, \(value));
          for (const type of ['input', 'change']) it.dispatchEvent(new Event(type, { bubbles: true }));
          return it.value;
        })()
        """
    }

    /// Text as JavaScript has it.
    static func literal(_ text: String) -> String {
        JSONValue.string(text).compact.replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
    }
}
