// The harness's clock: what it shows, and moving it.

import { operate } from '../lib/api.js';
import { $, make, toast } from '../lib/dom.js';
import { plural } from '../lib/format.js';
import { exactText, now, setAhead, zone } from '../lib/time.js';

const presets = [['1 hour', 3_600], ['1 day', 86_400], ['7 days', 604_800], ['90 days', 7_776_000]];
const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];
let ticking = null;

/** @param {HTMLElement} place @param {{aheadSeconds: number}} clock */
export function drawClock(place, { aheadSeconds }) {
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
