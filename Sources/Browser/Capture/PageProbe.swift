import Evidence
import JSON

/// What is asked of a page, in its own world: JavaScript expressions, and how to read their answers.
///
/// They change nothing in the page, and survive pages that have replaced what they use.
enum PageProbe {
    /// The script's object and what its reader says: cheap, asked again and again.
    static let object = """
        (() => {
          const text = (value) => value === undefined || value === null ? null : String(value);
          const out = { url: location.href, state: document.readyState, kind: 'missing', keys: [], queued: [] };
          try { out.cookies = navigator.cookieEnabled; } catch {}
          try {
            const types = /^$|^(module|importmap|text\\/(java|ecma|live)script|application\\/(x-)?(java|ecma)script)/i;
            const runs = [...document.scripts].filter((it) => types.test((it.type || '').trim()));
            out.sources = [...new Set(runs.filter((it) => it.src).map((it) => it.src))].slice(0, 40);
            out.inline = runs.filter((it) => !it.hasAttribute('src') && it.textContent.trim()).length;
            out.frames = document.querySelectorAll('iframe, frame, object, embed').length;
          } catch {}
          try {
            const object = window._dubAnalytics;
            if (object !== undefined && object !== null) {
              const isScript = object.i === 'dub_id' && typeof object.c?.get === 'function'
                && typeof object.c?.set === 'function';
              out.kind = isScript ? 'script' : 'impostor';
              if (isScript) {
                out.keys = Object.keys(object);
                Object.assign(out, { a: text(object.a), d: text(object.d), h: text(object.h), v: text(object.v),
                  k: text(object.k) });
                try { out.n = JSON.stringify(object.n) ?? null; } catch {}
                try { out.reader = text(object.c.get('dub_id')); } catch (error) { out.readerError = String(error); }
                try {
                  out.queued = [...object.qm.queue].slice(0, 50).map((call) => String(call?.[0]));
                } catch {}
              } else {
                out.what = object instanceof Node ? object.constructor.name
                  : typeof object === 'object' ? `object {${Object.keys(object).slice(0, 8).join(', ')}}`
                  : `${typeof object} ${String(object).slice(0, 60)}`;
              }
            }
          } catch (error) { out.what = String(error); out.kind = 'impostor'; }
          try {
            out.stub = typeof window.dubAnalytics;
            out.hasTrackLead = typeof window.dubAnalytics?.trackLead === 'function';
          } catch {}
          // Reading makes the page's process hand over what it has written to the store.
          try { void document.cookie; } catch {}
          return out;
        })()
        """

    /// Every script element with where it is: asked once, at the end of a look.
    static let scripts = """
        (() => {
          const list = [];
          const add = (script, shadow) => {
            if (list.length >= 500) return;
            const isOwn = (name) => !['onload', 'onerror', 'src', 'defer', 'async', 'type'].includes(name);
            list.push({
              attributes: [...script.attributes].map((it) => [it.name, it.value]),
              head: !shadow && !!document.head && document.head.contains(script),
              shadow, url: String(script.src ?? ''),
              text: script.hasAttribute('src') ? '' : script.textContent.slice(0, 20000),
              own: Object.keys(script).filter(isOwn).slice(0, 20),
            });
          };
          const roots = [];
          const visit = (root, shadow) => {
            for (const script of root.querySelectorAll('script')) add(script, shadow);
            for (const element of root.querySelectorAll('*')) {
              if (element.shadowRoot && roots.length < 500) roots.push(element.shadowRoot);
            }
          };
          visit(document, false);
          for (let i = 0; i < roots.length; i += 1) visit(roots[i], true);
          return list;
        })()
        """

    /// Whether the script's object is in a frame's world.
    static let hasObject = "(() => { try { return window._dubAnalytics?.i === 'dub_id'; } catch { return false; } })()"

    /// Whether the page has a service worker that would answer the next visit.
    ///
    /// One that is still being installed is waited for, and so is one that the page's own code registers.
    static let hasServiceWorker = """
        (async () => {
          try {
            const isNamed = [...document.scripts].some(({ text }) => /\\bserviceWorker\\b[^]*\\.register\\(/.test(text));
            const end = performance.now() + 2000;
            for (;;) {
              const list = await navigator.serviceWorker.getRegistrations();
              if (list.some((one) => one.active)) return true;
              if (list.length === 0 && !isNamed || performance.now() >= end) return false;
              await new Promise((wake) => setTimeout(wake, 25));
            }
          } catch { return false; }
        })()
        """

    /// Reads the answer to `object`.
    static func object(_ answer: JSONValue) -> LiveObject {
        LiveObject(
            kind: answer["kind"].string.flatMap(LiveObject.Kind.init) ?? .missing,
            description: answer["what"].string, keys: strings(answer["keys"]), apiHost: answer["a"].string,
            referDomain: answer["d"].string, host: answer["h"].string, partnerKey: answer["v"].string,
            publishableKey: answer["k"].string, domains: answer["n"].string, readerValue: answer["reader"].string,
            readerError: answer["readerError"].string, queuedCalls: strings(answer["queued"]),
            stub: answer["stub"].string, hasTrackLead: answer["hasTrackLead"].bool ?? false)
    }

    /// Reads the answer to `scripts`.
    static func scripts(_ answer: JSONValue) -> [LiveScript] {
        (answer.array ?? []).map { script in
            LiveScript(
                attributes: (script["attributes"].array ?? []).map {
                    .init(name: $0[0].string ?? "", value: $0[1].string ?? "")
                },
                isInHead: script["head"].bool ?? false, isInShadowRoot: script["shadow"].bool ?? false,
                url: script["url"].string ?? "", text: script["text"].string ?? "",
                ownProperties: strings(script["own"]))
        }
    }

    private static func strings(_ value: JSONValue) -> [String] {
        (value.array ?? []).compactMap(\.string)
    }
}
