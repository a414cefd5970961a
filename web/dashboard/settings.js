// The page of settings: every card loads for itself.

import { api, filled, operate, origin } from './lib/api.js';
import { $, confirm, copyButton, make, makeSwitch, say, snippet, toast } from './lib/dom.js';
import { plural } from './lib/format.js';
import { exactText, now, setAhead, zone } from './lib/time.js';

const button = (text, onclick, more) =>
  make('button', { type: 'button', class: 'small quiet', onclick, ...more }, text);

/** Does something, or says what stays as it was, and why. @returns {Promise<boolean>} whether it is done */
const attempt = (stays, run) => run().then(() => true, (error) => {
  toast(`${stays}: ${error.message}`, { kind: 'error' });
  return false;
});

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

/** @returns {string} its kind and nothing more */
const masked = (key) => /^(?:[a-z]+_)*/.exec(key)[0] + '•'.repeat(20);

/** @param {Record<string, string | null>} keys @param {() => void} rotated */
function drawKeys(place, keys, rotated) {
  place.replaceChildren(...kinds.map((kind) => keyRow(kind, keys[kind.member], async () => {
    const name = kind.name.toLowerCase();
    // Nobody needs to be asked before the first one.
    if (keys[kind.member] !== null
      && !await confirm({ title: `Rotate the ${name}?`, text: kind.loss, action: 'Rotate' })) return;
    await attempt(`The ${name} stays`, async () => {
      drawKeys(place, await operate('/keys/rotate', { method: 'POST', body: { key: kind.id } }), rotated);
      $(`[data-rotate="${kind.id}"]`).focus();
      toast(`There is a new ${name}`);
      rotated();
    });
  })));
}

function keyRow({ name, id, hint }, key, rotate) {
  const label = `the ${name.toLowerCase()}`;
  const verb = key ? 'Rotate' : 'Create';
  const shown = key && make('code', { class: 'key' }, masked(key));
  return make('div', { class: 'key-row' }, make('h3', {}, name), make('p', { class: 'hint' }, hint),
    shown ?? make('p', {}, 'There is none.'),
    make('p', { class: 'actions' },
      key && reveal(label, (isShown) => { shown.textContent = isShown ? key : masked(key); }),
      key && copyButton(key, label),
      id && button(key ? 'Rotate…' : verb, rotate, { 'data-rotate': id, 'aria-label': `${verb} ${label}` })));
}

/** @param {(isShown: boolean) => void} show */
function reveal(label, show) {
  return button('Show', ({ currentTarget: shower }) => {
    const isShown = shower.textContent === 'Show';
    show(isShown);
    shower.textContent = isShown ? 'Hide' : 'Show';
    shower.setAttribute('aria-label', `${shower.textContent} ${label}`);
    say(`${label} is ${isShown ? 'shown' : 'hidden'}`);
  }, { 'aria-label': `Show ${label}` });
}

/** @param {{environment: Record<string, string>}} keys */
function drawEnvironment(place, { environment }) {
  const written = (hide) => Object.entries(environment)
    .map(([name, value]) => `${name}=${hide && /KEY$/.test(name) ? masked(value) : value}`).join('\n');
  const [text, closed] = [written(false), written(true)];
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

/** @param {{publishableKey: string | null, shortDomain: string}} keys */
function drawTag(place, { publishableKey, shortDomain }) {
  const attributes = [`src="${origin}/analytics/script.conversion-tracking.js"`, `data-api-host="${origin}"`,
    `data-domains='{"refer": "${shortDomain}"}'`, publishableKey && `data-publishable-key="${publishableKey}"`];
  place.replaceChildren(
    snippet(`<script defer\n  ${attributes.filter(Boolean).join('\n  ')}></script>`, 'the script tag'),
    make('p', { class: 'hint' }, 'Without conversion tracking in the browser, ', make('code', {}, 'script.js'),
      ' is enough, and the publishable key can go.'));
}

/** A name that breaks at its points. */
const breakable = (name) => name.split(/(?<=\.)/).flatMap((part) => [part, make('wbr')]);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

function measureScripts(place) {
  const rows = names.map((name) => make('tr', {},
    make('th', { scope: 'row' }, make('a', { href: `/analytics/${name}` }, make('code', {}, ...breakable(name)))),
    make('td', { class: 'number' }, '…'), make('td', { class: 'number' }, '…')));
  place.replaceChildren(make('table', {},
    make('thead', {}, make('tr', {}, ...['File', 'Size', 'Gzip'].map((title, index) =>
      make('th', { scope: 'col', class: index ? 'number' : '' }, title)))),
    make('tbody', {}, ...rows)));
  rows.forEach(measure);
}

/** Adds what a file weighs, and what of it went over the wire. */
async function measure(row) {
  const { href } = row.querySelector('a');
  const [, size, sent] = row.cells;
  try {
    const response = await fetch(href);
    if (!response.ok) throw new Error(`Status ${response.status}`);
    const { byteLength: bytes } = await response.arrayBuffer();
    // The entry is written shortly after the body has been read.
    await new Promise((done) => setTimeout(done, 50));
    const onWire = performance.getEntriesByName(href).pop()?.encodedBodySize;
    size.textContent = kilobytes(bytes);
    sent.textContent = onWire && onWire < bytes ? kilobytes(onWire) : '–';
  } catch (error) {
    [size.textContent, sent.textContent] = [error.message, '–'];
  }
}

/** @param {{id: string, conversionEnabled: boolean}} workspace */
function drawConversion(place, { id, conversionEnabled }) {
  const change = async (isOn) => {
    const isDone = await attempt(`The switch stays ${isOn ? 'off' : 'on'}`, async () => {
      await api(`/workspaces/${id}`, { method: 'PATCH', body: { conversionEnabled: isOn } });
      say(`Links made on the dashboard start with conversion tracking ${isOn ? 'on' : 'off'}`);
    });
    if (!isDone) control.isOn = !isOn;
  };
  const hint = 'conversion-hint';
  const control = makeSwitch({ id: 'conversion-switch', isOn: conversionEnabled, describedBy: hint, change });
  place.replaceChildren(make('div', { class: 'switched' }, control,
    make('label', { for: 'conversion-switch' }, 'New links track conversions'),
    make('p', { class: 'hint', id: hint },
      'How the switch of the link builder starts for links made on the dashboard from now on. '
      + 'Links that exist stay as they are, and links made through the API track conversions only if the request says ',
      make('code', {}, '"trackConversion": true'), '.')));
}

/** @param {{id: string, allowedHostnames: string[]}} workspace */
function drawHostnames(place, { id, allowedHostnames }) {
  const save = (names) => api(`/workspaces/${id}`, { method: 'PATCH', body: { allowedHostnames: names } });
  const remove = (name, index) => attempt(`${name} stays in the list`, async () => {
    drawHostnames(place, await save(allowedHostnames.filter((each) => each !== name)));
    say(`Removed ${name}`);
    const buttons = place.querySelectorAll('li button');
    (buttons[Math.min(index, buttons.length - 1)] ?? $('#hostname')).focus();
  });
  const field = make('input', {
    id: 'hostname', type: 'text', class: 'code', autocomplete: 'off', spellcheck: 'false', placeholder: '*.acme.test',
    autocapitalize: 'off', 'aria-describedby': 'hostname-hint hostname-error',
  });
  const refusal = make('p', { class: 'error', id: 'hostname-error', role: 'alert' });
  const add = async (event) => {
    event.preventDefault();
    refusal.textContent = '';
    try {
      const changed = await save([...allowedHostnames, field.value]);
      say(changed.allowedHostnames.length === allowedHostnames.length ? 'The list has it already'
        : `Added ${changed.allowedHostnames.at(-1)}`);
      drawHostnames(place, changed);
      $('#hostname').focus();
    } catch (error) {
      refusal.textContent = error.message;
      field.setAttribute('aria-invalid', 'true');
      field.focus();
    }
  };
  const entry = (name, index) => make('li', {}, make('code', {}, name),
    button('Remove', () => remove(name, index), { 'aria-label': `Remove ${name}` }));
  place.replaceChildren(
    allowedHostnames.length
      ? make('ul', { class: 'plain rows' }, ...allowedHostnames.map(entry))
      : make('p', {}, 'The list is empty: every host may.'),
    make('form', { class: 'filters', noValidate: true, onsubmit: add },
      make('div', {}, make('label', { for: 'hostname' }, 'Hostname'), field),
      make('button', { class: 'quiet' }, 'Add')),
    refusal,
    make('p', { class: 'hint', id: 'hostname-hint' }, 'A domain name, ', make('code', {}, 'localhost'), ', or ',
      make('code', {}, '*.'), ' and a name for all hosts below it; at most 10.'));
}

/** @param {{slug: string, primary: boolean}[]} domains */
function drawDomains(place, domains) {
  place.replaceChildren(
    make('ul', { class: 'plain rows' }, ...domains.map(({ slug, primary }) => make('li', {}, make('code', {}, slug),
      primary && make('span', { class: 'badge good' }, 'Primary'),
      make('a', { href: `/dashboard/links?domain=${encodeURIComponent(slug)}` }, 'Links')))),
    make('p', { class: 'hint' }, domains.every(({ slug }) => /^(.*\.)?localhost$/.test(slug))
      ? 'Browsers find names below localhost on this machine; nothing has to be set up.'
      : 'Names below localhost open here. For another one, let it point to this machine, or send its name as the '
        + 'Host header.'));
}

const presets = [['1 hour', 3_600], ['1 day', 86_400], ['7 days', 604_800], ['90 days', 7_776_000]];
/** Each with its seconds, and how many make up the one before. */
const units = [['day', 86_400], ['hour', 3_600, 24], ['minute', 60, 60], ['second', 1, 60]];
let ticking = null;

/** @param {{aheadSeconds: number}} clock */
function drawClock(place, { aheadSeconds }) {
  setAhead(aheadSeconds);
  const shown = make('strong', { class: 'clock' });
  const tick = () => { shown.textContent = exactText(now()); };
  clearInterval(ticking);
  ticking = setInterval(tick, 1000);
  tick();

  const move = async (call, focusID) => {
    await attempt('The clock stays', async () => {
      drawClock(place, await operate('/clock', call));
      toast(`The clock shows ${exactText(now())}`);
    });
    $(`#${focusID}`)?.focus();
  };
  const forward = ([text, seconds]) => button(`+ ${text}`,
    () => move({ method: 'PUT', body: { advance: seconds } }, `clock-${seconds}`),
    { id: `clock-${seconds}`, 'aria-label': `Move the clock ${text} forward` });
  const set = (event) => {
    event.preventDefault();
    move({ method: 'PUT', body: { now: new Date(field.value).toISOString() } }, 'clock-set');
  };
  const [id, value] = ['clock-time', localText(now())];
  const field = make('input', { id, type: 'datetime-local', step: 1, required: true, value });
  place.replaceChildren(
    make('p', {}, shown, make('br'), make('small', { id: 'clock-ahead' }, aheadText(aheadSeconds))),
    make('div', { class: 'actions', role: 'group', 'aria-label': 'Move the clock forward' }, ...presets.map(forward)),
    make('form', { class: 'filters', onsubmit: set },
      make('div', {}, make('label', { for: id }, `To a time (${zone})`), field),
      make('button', { id: 'clock-set', class: 'quiet' }, 'Set')),
    make('p', { class: 'actions' },
      button('Back to the real time', () => move({ method: 'DELETE' }, 'clock-real'), { id: 'clock-real' })));
}

/** As in "7 days 2 hours ahead of this machine". */
function aheadText(seconds) {
  const ahead = Math.round(Math.abs(seconds));
  if (!ahead) return 'The real time of this machine.';
  const parts = units.map(([unit, size, most = Infinity]) => [Math.floor(ahead / size) % most, unit])
    .filter(([number]) => number).map(([number, unit]) => plural(number, unit));
  return `${parts.slice(0, 2).join(' ')} ${seconds > 0 ? 'ahead of' : 'behind'} this machine.`;
}

/** As a field of date and time has it. */
const localText = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);

const keys = () => operate('/keys');
const workspace = async () => api(`/workspaces/${(await keys()).workspaceId}`);

/** @param {() => Promise<any>} load @param {(place: HTMLElement, value: any) => void} draw */
function card(id, load, draw) {
  const place = $(`#${id}`);
  const fill = filled(place, load, (value) => draw(place, value));
  fill();
  return fill;
}

const loadEnvironment = card('environment', keys, drawEnvironment);
const loadTag = card('tag', keys, drawTag);
const loads = [
  loadEnvironment, loadTag,
  // A new key is in the snippets too.
  card('keys', keys, (place, value) => drawKeys(place, value, () => { loadEnvironment(); loadTag(); })),
  card('conversion', workspace, drawConversion), card('hostnames', workspace, drawHostnames),
  card('domains', () => api('/domains'), drawDomains),
  card('clock', () => operate('/clock'), drawClock),
];
card('scripts', async () => null, measureScripts);
$('#reset').addEventListener('click', async ({ currentTarget: reset }) => {
  const isMeant = await confirm({
    title: 'Reset to the seed?', action: 'Reset',
    text: 'Everything recorded and made since the start goes, and cannot be brought back. '
      + 'The keys and the switch for conversion tracking stay.',
  });
  if (!isMeant) return;
  reset.setAttribute('aria-busy', 'true');
  await attempt('Nothing was reset', async () => {
    await operate('/reset', { method: 'POST' });
    await Promise.all(loads.map((load) => load()));
    toast('The harness is as the seed has it');
  });
  reset.removeAttribute('aria-busy');
});
