// The keys, and the environment that hands them to an application.

import { operate } from '../lib/api.js';
import { confirm, copyButton, make, say, toast } from '../lib/dom.js';

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
