// Base: reads its own tag, keeps the click id, publishes window._dubAnalytics.
// Not strict, so that a global which the page made read-only does not stop it.
(() => {
  const script = document.currentScript;

  const tell = (name, reason, fix, level = 'warn') => console[level](`[dubAnalytics] ${name} ${reason}. Fix: ${fix}.`);
  if (!script) tell('The script', 'stops: no document.currentScript', 'a plain <script defer src> in <head>', 'error');

  const attribute = (name) => script.getAttribute(`data-${name}`);
  /** @returns the parsed attribute, `absent` without one, undefined when broken; `stops`: broken or null throws */
  const json = (name, absent, stops) => {
    try {
      const value = JSON.parse(attribute(name) || absent);
      if (stops && value === null) throw TypeError('it is null');
      return value;
    } catch (error) {
      tell(`data-${name}`, `${stops ? 'stops the script' : 'is ignored'}: ${error.message}`,
        'write JSON, with double quotes', stops ? 'error' : 'warn');
      if (stops) throw error;
    }
  };

  const apiHost = attribute('api-host') || 'https://api.dub.co';
  const publishableKey = attribute('publishable-key') || null;
  const shortDomain = attribute('short-domain');
  const model = attribute('attribution-model');
  const queryParam = attribute('query-param');
  const queryParams = json('query-params', '[]');
  const domains = json('domains', '{}');
  const refer = domains?.refer || shortDomain;
  const cookieOptions = json('cookie-options', '{}', true);
  const host = location.hostname;
  const cookieAttributes = {
    domain: host === 'localhost' ? '' : `.${host.replace(/^www\./, '')}`,
    path: '/',
    sameSite: 'Lax',
    expires: new Date(Date.now() + (cookieOptions.expiresInDays || 90) * 864e5).toUTCString(),
    ...cookieOptions,
  };

  // Words for what is ignored or broken. A misspelt name has the letters of a known one.
  const known = ['api-host', 'publishable-key', 'short-domain', 'domains', 'attribution-model', 'cookie-options',
    'query-params', 'query-param'];
  const letters = (name) => [...new Set(name.replace(/^data|s$|[^a-z]/g, ''))].sort().join('');
  for (const { name, value } of script.attributes) {
    const meant = known.find((it) => letters(it) === letters(name));
    if (known.some((it) => name === `data-${it}`)) {
      if (!value) tell(name, 'is ignored: it is empty', 'give it a value');
    } else if (meant) {
      tell(name, 'is ignored: it is unknown', `write data-${meant}`);
    }
  }
  const notObject = (value) => value !== undefined && (Object(value) !== value || Array.isArray(value));
  for (const [wrong, name, reason, fix] of [
    [!/^(https?:\/)?\/.*[^/]$/.test(apiHost), 'api-host', 'is no address', 'write it like https://api.dub.co'],
    [publishableKey && !publishableKey.startsWith('dub_pk_'), 'publishable-key', 'is not publishable',
      'write dub_pk_…, revoke a secret key'],
    [model && !/^(first|last)-click$/.test(model), 'attribution-model', 'is ignored: it is unknown',
      'write first-click or last-click'],
    [domains?.refer && shortDomain, 'short-domain', 'is ignored: data-domains has "refer"', 'remove it'],
    [/[:/\s]/.test(refer), domains?.refer ? 'domains' : 'short-domain', 'is no host name', 'write go.example.com'],
    [notObject(domains), 'domains', 'is ignored: it is no object', 'write {…}'],
    [notObject(cookieOptions), 'cookie-options', 'is ignored: it is no object', 'write {…}'],
    [queryParam && attribute('query-params'), 'query-params', 'is ignored: data-query-param wins', 'remove one'],
    [queryParams !== undefined && !Array.isArray(queryParams), 'query-params', 'is no list', 'write ["ref"]'],
    ...Object.keys(cookieOptions).map((key) => [
      !/^(expires(InDays)?|domain|path|sameSite|secure|max-age|partitioned|priority|httpOnly)$/i.test(key),
      'cookie-options', `has "${key}", no cookie attribute`, 'remove it']),
  ]) {
    if (wrong) tell(`data-${name}`, reason, fix);
  }

  /** @returns {string | null} */
  const get = (name) =>
    document.cookie.split('; ').find((it) => it.startsWith(`${name}=`))?.split('=')[1] ?? null;
  const set = (name, value) => {
    const pairs = Object.entries(cookieAttributes).filter(([, it]) => it);
    const text = [[name, value], ...pairs].map((pair) => pair.join('=')).join('; ');
    document.cookie = text;
    if (get(name) !== value) tell(name, `reads back as ${get(name)} after writing ${text}`, 'see data-cookie-options');
  };

  const query = new URLSearchParams(location.search);
  const idInURL = query.get('dub_id');
  const partnerParams = queryParam ? [queryParam] : queryParams?.[Symbol.iterator] ? [...queryParams] : [];
  const partnerKey = [...partnerParams, 'via'].map((name) => query.get(name)).find(Boolean) || null;
  const mayReplace = () => model !== 'first-click' || !get('dub_id');

  const data = window.DubAnalytics = window.DubAnalytics || { partner: null, discount: null };

  let clicked = false;
  /** Reports a click, once per page load. @param {{domain: string, key: string}} link */
  const trackClick = async ({ domain, key }) => {
    if (clicked) return;
    clicked = true;
    try {
      const response = await fetch(`${apiHost}/track/click`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ domain, key, url: location.href, referrer: document.referrer }),
      });
      const answer = await response.json();
      if (!response.ok) throw answer.error;
      const { clickId, partner, discount } = answer;
      if (idInURL && idInURL !== clickId) {
        console.warn(`[dubAnalytics] dub_id ${idInURL} of the URL is kept, the click has another: ${clickId}`);
        return;
      }
      set('dub_id', clickId);
      if (partner) {
        const { name, image } = partner;
        const encoded = { name: name && encodeURIComponent(name), image: image && encodeURIComponent(image) };
        set('dub_partner_data', JSON.stringify({ ...answer, partner: { ...partner, ...encoded } }));
        Object.assign(data, { partner, discount });
        flush(({ method }) => method === 'ready');
      }
    } catch (error) {
      console.error('[dubAnalytics] /track/click:', error);
    }
  };

  // The page's stub has queued calls; the function that replaces it runs them at once.
  const stub = typeof window.dubAnalytics === 'function' && window.dubAnalytics;
  const queue = stub.q || [];
  const dubAnalytics = (method, ...args) => process({ method, args });
  Object.assign(dubAnalytics, { q: queue, ready: (callback) => callback(), trackClick });
  if (stub) window.dubAnalytics = dubAnalytics;

  const process = ({ method, args }) => {
    if (method !== 'q' && Object.keys(dubAnalytics).includes(method)) dubAnalytics[method](...args);
    else console.warn(`[dubAnalytics] Unknown method: ${method}`);
  };
  const flush = (filter = () => true) => {
    for (const entry of [...queue]) {
      const [method, ...args] = entry;
      if (!filter({ method, args })) continue;
      queue.splice(queue.indexOf(entry), 1);
      process({ method, args });
    }
  };

  window._dubAnalytics = {
    c: { get, set },
    qm: { queue, flush, process },
    i: 'dub_id',
    h: host,
    a: apiHost,
    d: refer,
    v: partnerKey,
    n: { ...domains, refer },
    k: publishableKey,
  };

  if (idInURL && mayReplace()) set('dub_id', idInURL);
  if (partnerKey && refer && mayReplace()) trackClick({ domain: refer, key: partnerKey });
  flush(({ method }) => method === 'trackClick');

  const partnerData = get('dub_partner_data');
  if (!partnerData) return;
  try {
    const { partner, discount } = JSON.parse(partnerData);
    Object.assign(data, { partner, discount });
  } catch (error) {
    console.error('[dubAnalytics] dub_partner_data:', error);
    return;
  }
  flush(({ method }) => method === 'ready');
})();
