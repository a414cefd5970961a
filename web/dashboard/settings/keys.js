// The keys, and what hands them to applications and pages: the environment, the script tag. And what scripts weigh.

import { operate } from '../lib/api.js';
import { confirm, copyButton, make, say, snippet, toast } from '../lib/dom.js';
import { origin } from '../lib/place.js';

const kinds = [
  {
    member: 'secretKey', id: 'secret', name: 'Secret key', hint: 'For servers: links, leads, sales, analytics.',
    loss: 'Programs that hold the old one are refused with 401 from now on: restart them with the '
      + 'new one. This dashboard goes on.',
  },
  {
    member: 'publishableKey', id: 'publishable', name: 'Publishable key',
    hint: 'For browsers: clicks, leads and sales of pages.',
    loss: 'Pages with the old one are refused with 401 from now on: change it in their script tags.',
  },
  { member: 'segmentWriteKey', id: null, name: 'Segment write key', hint: 'For what is sent to Segment.' },
];

/** @param {string} key @returns {string} its kind and nothing more */
const masked = (key) => /^(?:[a-z]+_)*/.exec(key)[0] + '•'.repeat(20);

/** @param {HTMLElement} place @param {Record<string, string | null>} keys @param {() => void} rotated */
export function drawKeys(place, keys, rotated) {
  place.replaceChildren(...kinds.map((kind) => keyRow(kind, keys[kind.member], async () => {
    if (!await mayRotate(kind, keys[kind.member])) return;
    try {
      const fresh = await operate('/keys/rotate', { method: 'POST', body: { key: kind.id } });
      drawKeys(place, fresh, rotated);
      place.querySelector(`[data-rotate="${kind.id}"]`).focus();
      toast(`There is a new ${kind.name.toLowerCase()}`);
      rotated();
    } catch (error) {
      toast(`The ${kind.name.toLowerCase()} stays: ${error.message}`, { kind: 'error' });
    }
  })));
}

/** Nobody needs to be asked before the first one. */
const mayRotate = ({ name, loss }, old) => old === null
  || confirm({ title: `Rotate the ${name.toLowerCase()}?`, text: loss, action: 'Rotate' });

function keyRow({ name, id, hint }, key, rotate) {
  const label = `the ${name.toLowerCase()}`;
  const rotation = id && make('button', {
    type: 'button', class: 'small quiet', 'data-rotate': id, onclick: rotate,
    'aria-label': `${key ? 'Rotate' : 'Create'} ${label}`,
  }, key ? 'Rotate…' : 'Create');
  const shown = key && make('code', { class: 'key' }, masked(key));
  return make('div', { class: 'key-row' }, make('h3', {}, name), make('p', { class: 'hint' }, hint),
    shown ?? make('p', {}, 'There is none.'),
    make('p', { class: 'actions' },
      key && reveal(label, (isShown) => { shown.textContent = isShown ? key : masked(key); }),
      key && copyButton(key, label), rotation));
}

/** @param {string} label @param {(isShown: boolean) => void} show */
function reveal(label, show) {
  const button = make('button', { type: 'button', class: 'small quiet', 'aria-label': `Show ${label}` }, 'Show');
  button.addEventListener('click', () => {
    const isShown = button.textContent === 'Show';
    show(isShown);
    button.textContent = isShown ? 'Hide' : 'Show';
    button.setAttribute('aria-label', `${button.textContent} ${label}`);
    say(`${label} is ${isShown ? 'shown' : 'hidden'}`);
  });
  return button;
}

/** @param {HTMLElement} place @param {{environment: Record<string, string>}} keys */
export function drawEnvironment(place, { environment }) {
  const lines = (write) =>
    Object.entries(environment).map(([name, value]) => `${name}=${write(name, value)}`).join('\n');
  const text = lines((_, value) => value);
  const closed = lines((name, value) => (/KEY$/.test(name) ? masked(value) : value));
  const code = make('code', {}, closed);
  place.replaceChildren(
    make('pre', { tabIndex: 0, role: 'region', 'aria-label': 'Environment variables' }, code),
    make('p', { class: 'actions' },
      reveal('the keys in the variables', (isShown) => { code.textContent = isShown ? text : closed; }),
      copyButton(text, 'the environment variables')));
}

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
