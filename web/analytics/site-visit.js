// Site visits: gives a visitor who comes without a click id one of the site's own short domain.
(() => {
  const start = async () => {
    const { c: cookies, i: idName, a: apiHost, d: refer, v: partnerKey, n: { site } } = window._dubAnalytics;
    const tracksPartner = refer && partnerKey;
    if (!site || cookies.get(idName) || tracksPartner) return;
    try {
      const response = await fetch(`${apiHost}/track/visit`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ domain: site, url: location.href, referrer: document.referrer }),
      });
      const { clickId, error } = await response.json();
      if (!response.ok) throw error;
      if (clickId) cookies.set(idName, clickId);
    } catch (error) {
      console.error(`[dubAnalytics] The visit to ${site} was not recorded:`, error);
    }
  };

  if (window._dubAnalytics) start();
  else addEventListener('load', () => window._dubAnalytics && start());
})();
