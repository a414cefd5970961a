import Evidence
import JSON

/// Finds a consent banner, and accepts it as a visitor would.
///
/// Known tools are asked by their own buttons; else the words on a button and the box around it decide. A page in which
/// a script waits for consent gets the benefit of the doubt: there a button that accepts is enough.
enum BannerProbe {
    /// The expression that finds the button; with `press`, it is pressed too.
    static func expression(press: Bool, isExpected: Bool) -> String {
        "(\(function))(\(press), \(isExpected))"
    }

    /// Reads the answer.
    static func banner(_ answer: JSONValue) -> ConsentBanner? {
        guard let tool = answer["tool"].string else { return nil }
        return ConsentBanner(
            tool: tool, button: answer["button"].string ?? "", isAccepted: answer["pressed"].bool ?? false)
    }

    private static let function = #"""
        (press, expected) => {
          const known = [
            ['#onetrust-accept-btn-handler', 'OneTrust'],
            ['#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll', 'Cookiebot'],
            ['#CybotCookiebotDialogBodyButtonAccept', 'Cookiebot'],
            ['[data-testid="uc-accept-all-button"]', 'Usercentrics'], ['#didomi-notice-agree-button', 'Didomi'],
            ['.iubenda-cs-accept-btn', 'iubenda'], ['.cky-btn-accept', 'CookieYes'], ['#cookie_action_close_header', 'CookieYes'],
            ['.cmplz-accept', 'Complianz'], ['.cm-btn-success', 'Klaro'], ['#tarteaucitronPersonalize2', 'tarteaucitron'],
            ['.t-acceptAllButton', 'Termly'], ['.osano-cm-accept-all', 'Osano'], ['#truste-consent-button', 'TrustArc'],
            ['#axeptio_btn_acceptAll', 'Axeptio'], ['#ccc-notify-accept', 'Civic'], ['.cmpboxbtnyes', 'consentmanager'],
            ['#cookiescript_accept', 'CookieScript'], ['.ch2-allow-all-btn', 'CookieHub'], ['.cc-allow', 'CookieConsent'],
            ['.cc-dismiss', 'CookieConsent'], ['[data-cc="accept-all"]', 'CookieConsent'],
            ['#cm__btn--accept-all', 'CookieConsent'], ['.brlbs-btn-accept-all', 'Borlabs Cookie'],
            ['.qc-cmp2-summary-buttons button[mode="primary"]', 'Quantcast Choice'],
          ];
          const roots = [document];
          const collect = (root) => {
            for (const element of root.querySelectorAll('*')) {
              if (element.shadowRoot) roots.push(element.shadowRoot);
              if (element.localName === 'iframe') {
                try { if (element.contentDocument) roots.push(element.contentDocument); } catch {}
              }
            }
          };
          for (let i = 0; i < roots.length && i < 100; i += 1) collect(roots[i]);
          const isVisible = (element) => {
            const box = element.getBoundingClientRect();
            if (box.width < 1 || box.height < 1) return false;
            const style = (element.ownerDocument.defaultView || window).getComputedStyle(element);
            return style.visibility !== 'hidden' && style.display !== 'none';
          };
          const text = (element) => (element.innerText || element.value || element.getAttribute('aria-label') || '')
            .replace(/\s+/g, ' ').trim();
          const answer = (element, tool) => {
            const result = { tool, button: text(element).slice(0, 80) };
            if (press) {
              const win = element.ownerDocument.defaultView || window;
              for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
                const Kind = type.startsWith('pointer') ? win.PointerEvent : win.MouseEvent;
                element.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true }));
              }
              element.click();
              result.pressed = true;
            }
            return result;
          };
          for (const root of roots) {
            for (const [selector, tool] of known) {
              const element = root.querySelector(selector);
              if (element && isVisible(element)) return answer(element, tool);
            }
          }
          const all = /\b(accept|allow|agree|enable|consent to|yes to|ok to)\b.{0,12}\b(all|everything|cookies)\b|alle[sn]? (cookies )?(akzeptieren|zulassen|annehmen)|tout accepter|accepter tout|aceptar tod|accetta tutt|aceitar tud|alles accepteren|zaakceptuj wszystk|akceptuj wszystk/i;
          const some = /^\W*(i |yes,? ?i )?(accept|agree|allow|consent|got it|okay|ok|yes|understood|continue|enable|opt[ -]?in)\b.{0,24}$|^(akzeptieren|zustimmen|einverstanden|annehmen|zulassen|verstanden|accepter|j'accepte|d'accord|aceptar|acepto|accetta|accetto|aceitar|aceito|accepteren|akkoord|akceptuję|zgadzam się|godkänn|acceptera|godta|hyväksy|souhlasím|принять)\b.{0,24}$/i;
          const no = /reject|refuse|decline|deny|only|necessary|essential|settings|preferences|manage|customi[sz]e|more|ablehnen|nur|einstellungen|refuser|rechazar|rifiuta|recusar|weigeren|\bdon'?t\b|\bnot\b/i;
          const mark = /cookie|consent|gdpr|ccpa|privacy|cmp|cc-|banner|notice|datenschutz|einwilligung|rgpd/i;
          const boxOf = (element) => {
            for (let box = element; box; box = box.parentElement || box.getRootNode()?.host) {
              const names = [box.id, typeof box.className === 'string' ? box.className : '', box.localName,
                box.getAttribute?.('aria-label') || '', box.getAttribute?.('role') || ''].join(' ');
              if (/body|html/.test(box.localName)) return null;
              if (mark.test(names)) return box;
              if ((box.getAttribute?.('role') === 'dialog' || box.localName === 'dialog')
                && /cookie|consent|privacy|track|datenschutz/i.test(box.textContent)) return box;
            }
            return null;
          };
          let best = null;
          for (const root of roots) {
            const buttons = root.querySelectorAll('button, [role="button"], a, input[type="button"], input[type="submit"], summary, [onclick]');
            for (const element of buttons) {
              const words = text(element);
              if (!words || words.length > 60 || no.test(words) || !isVisible(element)) continue;
              const strength = all.test(words) ? 2 : some.test(words) ? 1 : 0;
              if (!strength) continue;
              const box = boxOf(element);
              const says = box && /cookie|consent|privacy|track|gdpr|datenschutz|einwilligung/i.test(
                (box.textContent || '').slice(0, 4000));
              const score = strength + (box ? 2 : 0) + (says ? 1 : 0);
              if (score < (expected ? 1 : 3) || (best && best.score >= score)) continue;
              best = { element, score, name: box ? `the element ${box.id ? `#${box.id}` : `<${box.localName}>`}` : 'a button' };
            }
          }
          return best ? answer(best.element, best.name) : null;
        }
        """#
}
