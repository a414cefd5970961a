// What was found on a page, in words: script, object, cookie, and the way to it.

const places = {
  head: 'in <head>', body: 'in <body>', inert: 'in the source only, not a live element', absent: 'not in the tree',
};

/** @param {any} result */
export function scriptWords({ mode, install }) {
  if (install.way === 'none') return `No Dub script in the ${mode === 'browser' ? 'live page' : 'HTML'}`;
  const origin = {
    html: 'from the HTML', npm: `added by the npm package ${install.sdkVersion ?? ''}`.trim(),
    gtm: 'added by Google Tag Manager',
    other: install.src ? 'added by other code' : 'pasted into the page',
  }[install.way];
  const line = install.line ? `, line ${install.line}` : '';
  return `${install.src ?? 'Inline code'} ${places[install.placement] ?? ''}${line}, ${origin ?? install.way}`;
}

/** @param {any} result */
export function objectWords({ object }) {
  const name = 'window._dubAnalytics';
  if (object.present === null) return `${name}: not known, a browser is needed to tell`;
  const verb = object.derived ? 'will be' : 'is';
  if (object.present) return `${name} ${verb} there`;
  return `${name} ${object.derived ? 'will not be' : 'is not'} there`;
}

/** @param {any} result */
export function cookieWords({ mode, verdict, cookie }) {
  if (mode === 'browser' && verdict !== 'inconclusive') {
    return cookie.observed ? `dub_id is kept ${traits(cookie.observed)}` : 'dub_id was not kept';
  }
  if (!cookie.predicted) return verdict === 'inconclusive' ? 'dub_id: not known' : 'dub_id will not be kept';
  return `dub_id will be kept ${traits(cookie.predicted)}`;
}

/**
 * @param {{domain: string, hostOnly: boolean, path: string, secure: boolean, httpOnly: boolean,
 *   expiresInDays: number | null}} cookie
 */
export function traits(cookie) {
  const scope = cookie.hostOnly ? `for ${cookie.domain} only` : `for ${cookie.domain.replace(/^\./, '')} and below`;
  return [scope, cookie.path !== '/' && `path ${cookie.path}`, lifetime(cookie.expiresInDays),
    cookie.secure && 'https only', cookie.httpOnly && 'hidden from scripts'].filter(Boolean).join(', ');
}

function lifetime(days) {
  if (days === null || days === undefined) return 'until the browser closes';
  if (days < 1) return `${Math.round(days * 24)} hours`;
  const tenths = Math.round(days * 10) / 10;
  return `${tenths} ${tenths === 1 ? 'day' : 'days'}`;
}

const bare = (url) => url.split(/[?#]/)[0];
const hasClickID = (url) => /[?&]dub_id(=|&|$)/.test(url.split('#')[0]);

/** The redirects, one a line, each saying whether the click id is still there. @returns {string[]} */
export function route({ redirects }) {
  let carries = hasClickID(redirects[0].url);
  const lines = [bare(redirects[0].url) + (carries ? ' with ?dub_id' : '')];
  for (const { url, status, location } of redirects) {
    const target = URL.canParse(location, url) ? new URL(location, url).href : location;
    const still = hasClickID(target);
    const mark = carries ? (still ? ' keeps ?dub_id' : ' loses ?dub_id') : still ? ' adds ?dub_id' : '';
    lines.push(`${status} → ${bare(target)}${mark}`);
    carries = still;
  }
  return lines;
}
