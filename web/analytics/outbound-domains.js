// Outbound domains: hands the click id on, in the links and frames that lead to the site's other domains.
(() => {
  const start = () => {
    const { c: cookies, i: idName, h: ownHost, n: { outbound } } = window._dubAnalytics;
    if (!outbound) return;

    const withoutWWW = (host) => host.trim().toLowerCase().replace(/^www\./, '');
    const targets = (Array.isArray(outbound) ? outbound : outbound.split(','))
      .map(withoutWWW)
      .filter((target) => target && target !== withoutWWW(ownHost));
    const matches = (host) =>
      targets.some((target) => target.startsWith('*.') ? host.endsWith(target.slice(1)) : host === target);

    /** @type {WeakSet<Element>} */
    const decorated = new WeakSet();

    /** @param {Element} element @param {'href' | 'src'} attribute @param {string} id */
    const decorate = (element, attribute, id) => {
      if (decorated.has(element)) return;
      let url;
      try {
        url = new URL(element.getAttribute(attribute), element.baseURI);
      } catch {
        return; // not a URL, so no link to anywhere
      }
      if (!matches(withoutWWW(url.hostname)) || url.searchParams.has(idName)) return;
      decorated.add(element);
      url.search += `${url.search ? '&' : ''}${idName}=${encodeURIComponent(id)}`;
      element.setAttribute(attribute, url.href);
    };

    /** @param {Document} root @param {string} id */
    const decorateAll = (root, id) => {
      for (const link of root.querySelectorAll('a[href]')) decorate(link, 'href', id);
      for (const frame of root.querySelectorAll('iframe[src]')) decorate(frame, 'src', id);
      for (const frame of root.querySelectorAll('iframe[srcdoc]')) {
        if (frame.contentDocument) decorateAll(frame.contentDocument, id);
      }
    };
    const run = () => {
      const id = cookies.get(idName);
      if (id) decorateAll(document, id);
    };

    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run);
    else run();
    setInterval(run, 2000);
    addEventListener('popstate', run);
    for (const method of ['pushState', 'replaceState']) {
      const original = history[method];
      history[method] = function (...args) {
        original.apply(this, args);
        run();
      };
    }
  };

  if (window._dubAnalytics) start();
  else addEventListener('load', () => window._dubAnalytics && start());
})();
