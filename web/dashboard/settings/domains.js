// The short domains of the workspace.

import { make } from '../lib/dom.js';

/** @param {HTMLElement} place @param {{slug: string, primary: boolean}[]} domains */
export function drawDomains(place, domains) {
  const isHere = (slug) => slug === 'localhost' || slug.endsWith('.localhost');
  place.replaceChildren(
    make('ul', { class: 'plain rows' }, ...domains.map(({ slug, primary }) => make('li', {}, make('code', {}, slug),
      primary && make('span', { class: 'badge good' }, 'Primary'),
      make('a', { href: `/dashboard/links?domain=${encodeURIComponent(slug)}` }, 'Links')))),
    make('p', { class: 'hint' }, domains.every(({ slug }) => isHere(slug))
      ? 'Browsers find names below localhost on this machine; nothing has to be set up.'
      : 'Names below localhost open here. '
        + 'For another one, let it point to this machine, or send its name as the Host header.'));
}
