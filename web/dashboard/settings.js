// The page of settings: every card loads for itself.

import { api, filled, operate } from './lib/api.js';
import { $, confirm, make, say, toast } from './lib/dom.js';
import { plural } from './lib/format.js';
import { makeSwitch } from './lib/switch.js';
import { exactText, now, setAhead, zone } from './lib/time.js';
import { drawEnvironment, drawKeys, drawTag, measureScripts } from './settings/keys.js';

/** @param {HTMLElement} place @param {{id: string, conversionEnabled: boolean}} workspace */
function drawConversion(place, { id, conversionEnabled }) {
  const change = async (isOn) => {
    try {
      await api(`/workspaces/${id}`, { method: 'PATCH', body: { conversionEnabled: isOn } });
      say(`Links made on the dashboard start with conversion tracking ${isOn ? 'on' : 'off'}`);
    } catch (error) {
      control.isOn = !isOn;
      toast(`The switch stays ${isOn ? 'off' : 'on'}: ${error.message}`, { kind: 'error' });
    }
  };
  const control = makeSwitch({
    id: 'conversion-switch', isOn: conversionEnabled, describedBy: 'conversion-hint', change,
  });
  place.replaceChildren(make('div', { class: 'switched' }, control,
    make('label', { for: 'conversion-switch' }, 'New links track conversions'),
    make('p', { class: 'hint', id: 'conversion-hint' },
      'How the switch of the link builder starts for links made on the dashboard from now on. '
      + 'Links that exist stay as they are, and links made through the API track conversions only if the request says ',
      make('code', {}, '"trackConversion": true'), '.')));
}

/** @param {HTMLElement} place @param {{id: string, allowedHostnames: string[]}} workspace */
function drawHostnames(place, { id, allowedHostnames }) {
  const save = (names) => api(`/workspaces/${id}`, { method: 'PATCH', body: { allowedHostnames: names } });
  const remove = async (name, index) => {
    try {
      const changed = await save(allowedHostnames.filter((each) => each !== name));
      drawHostnames(place, changed);
      say(`Removed ${name}`);
      const buttons = place.querySelectorAll('li button');
      (buttons[Math.min(index, buttons.length - 1)] ?? $('#hostname')).focus();
    } catch (error) {
      toast(`${name} stays in the list: ${error.message}`, { kind: 'error' });
    }
  };
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
      const isKnown = changed.allowedHostnames.length === allowedHostnames.length;
      say(isKnown ? 'The list has it already' : `Added ${changed.allowedHostnames.at(-1)}`);
      drawHostnames(place, changed);
      $('#hostname').focus();
    } catch (error) {
      refusal.textContent = error.message;
      field.setAttribute('aria-invalid', 'true');
      field.focus();
    }
  };
  const entry = (name, index) => make('li', {}, make('code', {}, name), make('button', {
    type: 'button', class: 'small quiet', 'aria-label': `Remove ${name}`, onclick: () => remove(name, index),
  }, 'Remove'));
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

/** @param {HTMLElement} place @param {{slug: string, primary: boolean}[]} domains */
function drawDomains(place, domains) {
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

const presets = [['1 hour', 3_600], ['1 day', 86_400], ['7 days', 604_800], ['90 days', 7_776_000]];
const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];
let ticking = null;

/** @param {HTMLElement} place @param {{aheadSeconds: number}} clock */
function drawClock(place, { aheadSeconds }) {
  setAhead(aheadSeconds);
  const shown = make('strong', { class: 'clock' });
  clearInterval(ticking);
  const tick = () => { shown.textContent = exactText(now()); };
  ticking = setInterval(tick, 1000);
  tick();

  const move = async (call, focusID) => {
    try {
      const clock = await operate('/clock', call);
      drawClock(place, clock);
      toast(`The clock shows ${exactText(now())}`);
    } catch (error) {
      toast(`The clock stays: ${error.message}`, { kind: 'error' });
    }
    $(`#${focusID}`)?.focus();
  };
  const forward = ([text, seconds]) => make('button', {
    type: 'button', class: 'small quiet', id: `clock-${seconds}`, 'aria-label': `Move the clock ${text} forward`,
    onclick: () => move({ method: 'PUT', body: { advance: seconds } }, `clock-${seconds}`),
  }, `+ ${text}`);
  const field = make('input', {
    id: 'clock-time', type: 'datetime-local', step: 1, required: true, value: localText(now()),
  });
  place.replaceChildren(
    make('p', {}, shown, make('br'), make('small', { id: 'clock-ahead' }, aheadText(aheadSeconds))),
    make('div', { class: 'actions', role: 'group', 'aria-label': 'Move the clock forward' }, ...presets.map(forward)),
    make('form', {
      class: 'filters',
      onsubmit: (event) => {
        event.preventDefault();
        move({ method: 'PUT', body: { now: new Date(field.value).toISOString() } }, 'clock-set');
      },
    }, make('div', {}, make('label', { for: 'clock-time' }, `To a time (${zone})`), field),
    make('button', { id: 'clock-set', class: 'quiet' }, 'Set')),
    make('p', { class: 'actions' }, make('button', {
      type: 'button', class: 'small quiet', id: 'clock-real', onclick: () => move({ method: 'DELETE' }, 'clock-real'),
    }, 'Back to the real time')));
}

/** @param {number} seconds @returns {string} "7 days 2 hours ahead of this machine" */
function aheadText(seconds) {
  let rest = Math.round(Math.abs(seconds));
  if (!rest) return 'The real time of this machine.';
  const parts = [];
  for (const [unit, size] of units) {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number) parts.push(plural(number, unit));
  }
  return `${parts.slice(0, 2).join(' ')} ${seconds > 0 ? 'ahead of' : 'behind'} this machine.`;
}

/** @param {Date} date @returns {string} as a field of date and time has it */
const localText = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);

/** @param {HTMLButtonElement} button @param {() => Promise<unknown>} done loads the page's cards again */
function bindReset(button, done) {
  button.addEventListener('click', async () => {
    const isMeant = await confirm({
      title: 'Reset to the seed?',
      text: 'Everything recorded and made since the start goes, and cannot be brought back. '
        + 'The keys and the switch for conversion tracking stay.',
      action: 'Reset',
    });
    if (!isMeant) return;
    button.setAttribute('aria-busy', 'true');
    try {
      await operate('/reset', { method: 'POST' });
      await done();
      toast('The harness is as the seed has it');
    } catch (error) {
      toast(`Nothing was reset: ${error.message}`, { kind: 'error' });
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
}

const keys = () => operate('/keys');
const workspace = async () => api(`/workspaces/${(await keys()).workspaceId}`);

/** @param {string} id @param {() => Promise<any>} load @param {(place: HTMLElement, value: any) => void} draw */
function card(id, load, draw) {
  const place = $(`#${id}`);
  const fill = filled(place, load, (value) => draw(place, value));
  fill();
  return fill;
}

const loadEnvironment = card('environment', keys, drawEnvironment);
const loadTag = card('tag', keys, drawTag);
// A new key is in the snippets too.
const loadKeys = card('keys', keys, (place, value) => drawKeys(place, value, () => {
  loadEnvironment();
  loadTag();
}));
const loads = [
  loadKeys, loadEnvironment, loadTag,
  card('conversion', workspace, drawConversion), card('hostnames', workspace, drawHostnames),
  card('domains', () => api('/domains'), drawDomains),
  card('clock', () => operate('/clock'), drawClock),
];
card('scripts', async () => null, measureScripts);
bindReset($('#reset'), () => Promise.all(loads.map((load) => load())));
