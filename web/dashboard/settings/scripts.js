// The script tag, and what the script files weigh.

import { make, snippet } from '../lib/dom.js';
import { origin } from '../lib/place.js';

const extensions = ['site-visit', 'outbound-domains', 'conversion-tracking'];

/** Every choice of extensions, in the order of their names. */
const names = Array.from({ length: 2 ** extensions.length }, (_, number) =>
  ['script', ...extensions.filter((_, bit) => number & (1 << bit)), 'js'].join('.'))
  .toSorted((one, other) => one.split('.').length - other.split('.').length);

/** @param {HTMLElement} place @param {{publishableKey: string | null, shortDomain: string}} keys */
export function drawTag(place, { publishableKey, shortDomain }) {
  const attributes = [
    `src="${origin}/analytics/script.conversion-tracking.js"`, `data-api-host="${origin}"`,
    `data-domains='{"refer": "${shortDomain}"}'`, publishableKey && `data-publishable-key="${publishableKey}"`,
  ].filter(Boolean);
  place.replaceChildren(
    snippet(`<script defer\n  ${attributes.join('\n  ')}></script>`, 'the script tag'),
    make('p', { class: 'hint' }, 'Without conversion tracking in the browser, ', make('code', {}, 'script.js'),
      ' is enough, and the publishable key can go.'));
}

/** A name that breaks at its points. @param {string} name */
const breakable = (name) => name.split(/(?<=\.)/).flatMap((part) => [part, make('wbr')]);

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {HTMLElement} place */
export function measureScripts(place) {
  const rows = names.map((name) => make('tr', {},
    make('th', { scope: 'row' }, make('a', { href: `/analytics/${name}` }, make('code', {}, ...breakable(name)))),
    make('td', { class: 'number' }, '…'), make('td', { class: 'number' }, '…')));
  place.replaceChildren(make('table', {},
    make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'File'),
      make('th', { scope: 'col', class: 'number' }, 'Size'), make('th', { scope: 'col', class: 'number' }, 'Gzip'))),
    make('tbody', {}, ...rows)));
  for (const row of rows) measure(row);
}

/** Adds what a file weighs, and what of it went over the wire. @param {HTMLTableRowElement} row */
async function measure(row) {
  const { href } = row.querySelector('a');
  const [size, sent] = [row.cells[1], row.cells[2]];
  try {
    const response = await fetch(href);
    if (!response.ok) throw new Error(`Status ${response.status}`);
    const bytes = (await response.arrayBuffer()).byteLength;
    // The entry is written shortly after the body has been read.
    await new Promise((done) => setTimeout(done, 50));
    const onWire = performance.getEntriesByName(href).pop()?.encodedBodySize;
    size.textContent = kilobytes(bytes);
    sent.textContent = onWire && onWire < bytes ? kilobytes(onWire) : '–';
  } catch (error) {
    size.textContent = error.message;
    sent.textContent = '–';
  }
}
