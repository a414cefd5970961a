// Is the chain alive? Five steps with the time each was seen last, and what to do where one is silent.

import { api, filled, operate, scriptTag } from './lib/api.js';
import { $, copyButton, empty, make, snippet } from './lib/dom.js';
import { count, dollars } from './lib/format.js';
import { time } from './lib/time.js';

/**
 * The five steps of the chain; `before` stands before what the harness tells of one.
 *
 * @type {Record<string, {title: string, silent: string, missing: string, task: string, before?: string}>}
 */
const steps = {
  script: {
    title: 'Script served', silent: 'Not loaded yet', missing: 'No page has loaded the script from here.',
    task: 'put the script on a page',
  },
  click: {
    title: 'Click', silent: 'No click yet', missing: 'No click was recorded.',
    task: 'click a short link',
  },
  cookie: {
    title: 'Cookie', silent: 'Not seen yet', missing: 'No browser has sent a dub_id cookie.',
    task: 'see the cookie', before: 'dub_id=',
  },
  event: {
    title: 'Event sent', silent: 'Nothing sent yet', missing: 'No server has reported a lead or a sale.',
    task: 'report the sign-up', before: 'POST ',
  },
  lead: {
    title: 'Lead', silent: 'No lead yet', missing: 'No lead came of what was sent.',
    task: 'find out why no lead came of it',
  },
};

const text = (...parts) => make('p', {}, ...parts);
const code = (value) => make('code', {}, value);
const link = (href, label) => make('a', { href }, label);

/** What to do, by the first step that is silent. @type {Record<string, (keys: any) => Node[]>} */
const advice = {
  script: () => [
    text('Put this into the ', code('<head>'), ' of the page that your short links lead to:'),
    snippet(scriptTag, 'the script tag'),
    text('Or begin with the ', link('/signup', 'sign-up page'), ', which has it. ',
      link('/dashboard/verify', 'Verify'), ' tells whether a page of yours has it in the right place.'),
  ],
  click: ({ shortDomain }) => {
    const url = `http://${shortDomain}:${location.port || 80}/demo`;
    return [
      text('Open a short link in this browser. This one leads to the sign-up page:'),
      make('p', { class: 'actions' }, link(url, url), copyButton(url, 'the short link')),
      text('Scripts and headless browsers count as bots, as they do for Dub; ', code('--count-bots'), ' records them. ',
        'Links of your own are made under ', link('/dashboard/links', 'Links'), '.'),
    ];
  },
  cookie: () => [
    text('A page that is opened with ', code('?dub_id=…'), ' and has the script keeps the click id in the cookie ',
      code('dub_id'), '. The browser sends it here when a page of the same host loads the script again: reload the page, or sign up.'),
    text('If it never comes: ', link('/dashboard/verify', 'verify the page'), '. The cookie is seen here only of pages on ',
      code('localhost'), '; elsewhere the next step shows that it worked.'),
  ],
  event: ({ environment }) => [
    text('At sign-up, your server reads the cookie ', code('dub_id'), ' and reports the lead: with ', code('POST /track/lead'),
      ', or through Segment. Start it with these variables:'),
    snippet(Object.entries(environment).map(([name, value]) => `${name}=${value}`).join('\n'), 'the variables'),
    text('The ', link('/signup', 'sign-up page'), ' does both.'),
  ],
  lead: () => [
    text('Something was sent, and no lead came of it. ', link('/dashboard/segment', 'Segment’s delivery log'),
      ' tells what became of each event; what the Dub API refused is noted below. ',
      link('/dashboard/events', 'Ask for a click id'), ' to learn its whole story.'),
  ],
};

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
    const { title, silent, before = '' } = steps[step.id];
    const state = step.lastAt ? 'seen' : 'silent';
    return make('li', { class: `${state} ${step === next ? 'next' : ''}` },
      make('h3', {}, make('span', { class: 'mark', 'aria-hidden': 'true' }, step.lastAt ? '✓ ' : '○ '), title),
      make('p', {}, step.lastAt ? time(step.lastAt) : silent),
      step.detail && make('small', {}, before + step.detail));
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

/** @param {Step[]} chain */
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
    return $('#notes').replaceChildren(empty('Nothing to note',
      'What is not recorded is noted here with its reason: bots, repeated clicks, leads of unknown clicks.'));
  }
  $('#notes').replaceChildren(make('ul', { class: 'plain notes' }, ...notes.map((note) => make('li', {},
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

const loadChain = async (signal) => [await operate('/chain', { signal }), await keys];
const showChain = filled($('#chain'), loadChain, ([chain, keys]) => {
  redraw('chain', chain.steps, () => {
    drawChain(chain.steps);
    drawNext(chain.steps, keys);
  });
  redraw('notes', chain.notes, () => drawNotes(chain.notes));
});

const showTotals = filled($('#totals'),
  (signal) => api('/analytics', { query: { event: 'composite', groupBy: 'count', interval: '24h' }, signal }),
  (totals) => redraw('totals', totals, () => drawTotals(totals)));

function show() {
  if (document.hidden) return;
  showChain();
  showTotals();
}

show();
setInterval(show, pause);
document.addEventListener('visibilitychange', show);
