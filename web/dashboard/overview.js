// Is the chain alive? Five steps with the time each was seen last, and what to do where one is silent.

import { api, filled, operate } from './lib/api.js';
import { $, empty, make } from './lib/dom.js';
import { count, dollars } from './lib/format.js';
import { time } from './lib/time.js';
import { advice, steps } from './overview/steps.js';

/** So often the page looks again, in milliseconds. */
const pause = 3_000;

/** @typedef {{id: string, lastAt: string | null, detail: string | null}} Step */

/** What was drawn last, so that what has not changed is left alone: focus and selection stay. */
const drawn = new Map();

function redraw(place, value, draw) {
  const text = JSON.stringify(value);
  if (drawn.get(place) === text) return;
  drawn.set(place, text);
  draw();
}

/**
 * The step to look after: the first one that is silent, behind the last that was seen. One before it must have worked,
 * unseen from here: an app may load the script from elsewhere.
 *
 * @param {Step[]} chain @returns {Step | undefined}
 */
const nextStep = (chain) => chain[chain.findLastIndex((step) => step.lastAt) + 1];

/** @param {Step[]} chain */
function drawChain(chain) {
  const next = nextStep(chain);
  $('#state').replaceChildren(...summary(chain, next));
  $('#chain').replaceChildren(...chain.map((step) => {
    const { title, silent, detail } = steps[step.id];
    const state = step.lastAt ? 'seen' : 'silent';
    return make('li', { class: `${state} ${step === next ? 'next' : ''}` },
      make('h3', {}, make('span', { class: 'mark', 'aria-hidden': 'true' }, step.lastAt ? '✓ ' : '○ '), title),
      step.lastAt ? make('p', {}, time(step.lastAt)) : make('p', {}, silent),
      step.detail && make('small', {}, detail(step.detail)));
  }));
}

function summary(chain, next) {
  const seen = chain.filter((step) => step.lastAt).length;
  if (!next) {
    const unseen = seen < chain.length ? ' What is not marked was not seen from here, and must have worked.' : '';
    return ['Leads come in: the last lead or sale ', time(chain.at(-1).lastAt), `.${unseen}`];
  }
  return [`${seen} of ${chain.length} steps were seen. ${steps[next.id].missing}`];
}

/** @param {Step[]} chain @param {object} keys */
function drawNext(chain, keys) {
  const silent = nextStep(chain);
  const card = $('#next');
  card.hidden = !silent;
  if (!silent) return;
  $('#next-title').textContent = `Next: ${steps[silent.id].task}`;
  $('#next-text').replaceChildren(...advice[silent.id](keys));
}

function drawNotes(notes) {
  if (notes.length === 0) {
    $('#notes').replaceChildren(empty(
      'Nothing to note', 'What is not recorded is noted here with its reason: bots, repeated clicks, leads of unknown clicks.'));
    return;
  }
  $('#notes').replaceChildren(make('ul', { class: 'notes' }, ...notes.map((note) => make('li', {},
    make('small', {}, time(note.at)), make('br'), note.text, ' ',
    note.clickId && make('a', { href: `/dashboard/events?click=${encodeURIComponent(note.clickId)}` }, 'Its story')))));
}

function drawTotals(totals) {
  const facts = [['Clicks', count(totals.clicks)], ['Leads', count(totals.leads)], ['Sales', count(totals.sales)],
    ['Sales amount', dollars(totals.saleAmount)]];
  $('#totals').replaceChildren(make('dl', { class: 'totals' }, ...facts.map(([name, value]) =>
    make('div', {}, make('dt', {}, name), make('dd', {}, value)))));
}

const keys = operate('/keys');

const showChain = filled($('#chain'), async (signal) => [await operate('/chain', { signal }), await keys], ([chain, keys]) => {
  redraw('chain', chain.steps, () => {
    drawChain(chain.steps);
    drawNext(chain.steps, keys);
  });
  redraw('notes', chain.notes, () => drawNotes(chain.notes));
});

const showTotals = filled($('#totals'),
  (signal) => api('/analytics', { query: { event: 'composite', groupBy: 'count', interval: '24h' }, signal }),
  (totals) => redraw('totals', totals, () => drawTotals(totals)));

async function show() {
  await Promise.all([showChain(), showTotals()]);
}

await show();
setInterval(() => {
  if (!document.hidden) show();
}, pause);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) show();
});
