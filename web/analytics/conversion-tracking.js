// Conversion tracking: dubAnalytics.trackLead and trackSale, sent with the publishable key.
(() => {
  const start = () => {
    const { c: cookies, qm: calls, a: apiHost, k: key } = window._dubAnalytics;
    const ready = Boolean(apiHost && key);
    const warn = () => console.warn('[dubAnalytics] data-publishable-key is missing, leads and sales are not sent. '
      + 'Fix: add data-publishable-key="dub_pk_…" to the script tag.');
    if (!ready) warn();

    const post = async (path, input) => {
      if (!ready) return warn();
      try {
        const response = await fetch(apiHost + path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
          body: JSON.stringify({ clickId: cookies.get('dub_id') || '', ...input }),
        });
        if (!response.ok) throw (await response.json()).error;
      } catch (error) {
        console.error(`[dubAnalytics] ${path}:`, error);
      }
    };

    const methods = {
      trackLead: (input) => post('/track/lead/client', input),
      trackSale: (input) => post('/track/sale/client', input),
    };
    if (!window.dubAnalytics) return; // no queue stub: there is nothing to call
    Object.assign(window.dubAnalytics, methods);
    if (ready) calls.flush(({ method }) => method in methods);
  };

  if (window._dubAnalytics) start();
  else addEventListener('load', () => window._dubAnalytics && start());
})();
