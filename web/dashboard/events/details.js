// One event with all that is known of it, and a click's story, in a drawer at the side.

import { api, operate, problem } from '../lib/api.js';
import { copyButton, make, openDialog } from '../lib/dom.js';
import { dollars, trigger } from '../lib/format.js';
import { time } from '../lib/time.js';
import { idOf } from './feed.js';
import { columnsOf, trackSnippet } from './controls.js';

const titles = {
  click: () => 'Click',
  lead: (row) => `Lead: ${row.eventName}`,
  sale: (row) => `Sale: ${dollars(row.sale.amount)}`,
};

/** What has no column. */
const further = [
  ['Payment processor', (row) => row.sale?.paymentProcessor],
  ['User agent', (row) => row.click.ua],
];

/** A drawer, of which there is one at a time. */
export class Drawer {
  #onclose;
  #box = null;

  /** @param {() => void} onclose called when somebody closes it, not for `close` */
  constructor(onclose) {
    this.#onclose = onclose;
  }

  /** @param {any} row one of `/events` @param {string} address the deep link to it */
  showEvent(row, address) {
    const story = make('div', { class: 'story-place' });
    this.#open(titles[row.event](row), `event ${idOf(row)}`,
      make('p', { class: 'actions' }, time(row.timestamp), copyButton(address, 'the link to this event', 'Copy link')),
      section('The story of the click', story), ...metadata(row), section('All of it', facts(row),
        make('details', {}, make('summary', {}, 'As the API has it'), viewer(row, 'the event'))));
    tellStory(story, row.click.id);
  }

  showClick(clickId) {
    const story = make('div', { class: 'story-place' });
    this.#open('The story of a click', `click ${clickId}`,
      make('p', { class: 'actions' }, make('code', {}, clickId), copyButton(clickId, 'the click id')), story);
    tellStory(story, clickId);
  }

  showText(what, title, text) {
    this.#open(title, what, make('p', { dir: 'auto' }, text));
  }

  /** What it shows, as `event` or `click` with its id; null while it is closed. */
  get what() {
    return this.#box?.dataset.what ?? null;
  }

  close() {
    const box = this.#box;
    this.#box = null;
    box?.close();
  }

  #open(title, what, ...content) {
    this.close();
    const box = make('dialog', { class: 'drawer', 'aria-labelledby': 'drawer-title', 'data-what': what },
      make('div', { class: 'head' },
        make('h2', { id: 'drawer-title', dir: 'auto', tabIndex: -1, autofocus: true }, title),
        make('button', { type: 'button', class: 'small quiet', onclick: () => box.close() }, 'Close')),
      ...content);
    box.addEventListener('click', (event) => { if (event.target === box) box.close(); });
    this.#box = box;
    openDialog(box, () => {
      if (this.#box !== box) return;
      this.#box = null;
      this.#onclose();
    });
  }
}

function section(title, ...content) {
  return make('section', {}, make('h3', {}, title), ...content);
}

function facts(row) {
  const known = columnsOf(`${row.event}s`).filter(({ name }) => name !== 'time' && name !== 'metadata')
    .map(({ label, code, text }) => [label, text(row), code]);
  const more = further.map(([label, read]) => [label, read(row)]).filter(([, value]) => value);
  return make('dl', { class: 'facts' }, ...[...known, ...more].flatMap(([label, value, code]) => [
    make('dt', {}, label), make('dd', { dir: 'auto' }, code ? make('code', {}, value) : value)]));
}

function metadata(row) {
  if (row.event === 'click') return [];
  const hasAny = Object.keys(row.metadata ?? {}).length > 0;
  const shown = hasAny ? viewer(row.metadata, 'the metadata') : make('p', { class: 'hint' }, 'None was sent.');
  return [section('Metadata', shown)];
}

/** JSON to read and to copy; what is long scrolls within it. */
function viewer(value, label) {
  const text = JSON.stringify(value, null, 2);
  return make('div', { class: 'viewer' }, copyButton(text, label, 'Copy JSON'),
    make('pre', { tabIndex: 0, role: 'region', 'aria-label': label }, make('code', {}, text)));
}

// MARK: what became of a click: seen again as a cookie, as leads, as sales; or why it was not, and what to do

/** @typedef {{state: 'done' | 'missing', title: string, at?: string, text?: string, more?: Node[]}} Step */

/** Puts the story of a click into a place. */
async function tellStory(place, clickId) {
  place.setAttribute('aria-busy', 'true');
  place.replaceChildren(make('p', { class: 'hint' }, 'Looking for the click…'));
  try {
    const story = await operate('/explain', { query: { clickId } });
    // A story of nothing says the same in its first step.
    const summary = story.click ? [make('p', { dir: 'auto' }, story.summary)] : [];
    place.replaceChildren(...summary, make('ol', { class: 'plain story' }, ...steps(story).map(shown)), ...notes(story));
  } catch (error) {
    place.replaceChildren(problem(error, () => tellStory(place, clickId)));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

/** @returns {Step[]} in the order in which they happen */
function steps(story) {
  const { click } = story;
  const first = click ? {
    state: 'done', title: 'Click recorded', at: click.timestamp,
    text: `${trigger(click.trigger)}, ${click.browser} on ${click.os}, led to ${click.url}`,
  } : lost(story);
  return [first, ...cookie(story), ...leads(story), ...sales(story)];
}

function lost({ notes: said }) {
  // Other notes are of what was sent with the click id since.
  const why = said.find(({ text }) => /^not recorded/i.test(text));
  return {
    state: 'missing', title: 'Click not recorded', at: why?.at,
    text: why ? why.text : 'No short link of this harness has given out this click id. It may be from another harness, '
      + 'from before a reset, or cut off when it was copied.',
    more: [todo('Open the short link in a browser that has not followed it within the last hour, and take the dub_id '
      + 'of the address that it leads to.')],
  };
}

/** @returns {Step[]} none where the harness does not say */
function cookie({ cookie: seen, click }) {
  if (seen) {
    const again = seen.lastSeenAt !== seen.firstSeenAt && make('p', { class: 'hint' }, 'Last: ', time(seen.lastSeenAt));
    return [{
      state: 'done', title: 'Cookie seen', at: seen.firstSeenAt,
      text: 'A browser sent the click id in its dub_id cookie.', more: [again],
    }];
  }
  if (seen === undefined || !click) return [];
  return [{
    state: 'missing', title: 'Cookie not seen',
    text: 'No browser has sent this click id in a dub_id cookie to the harness. It sees cookies of pages on its own '
      + 'host only.',
    more: [make('p', {}, 'Look at whether the landing page sets it: ',
      make('a', { href: '/dashboard/verify' }, 'verify the page'), '.')],
  }];
}

function leads(story) {
  if (story.leads.length) {
    return story.leads.map(({ eventName, at }) => ({ state: 'done', title: `Lead: ${eventName}`, at }));
  }
  if (!story.click) {
    return [{ state: 'missing', title: 'No lead', text: 'A lead with this click id is answered with 404.' }];
  }
  const example = { clickId: story.clickId, eventName: 'Sign Up', customerExternalId: 'user_1' };
  return [{
    state: 'missing', title: 'No lead yet', text: 'Nobody who came by this click has signed up. To try it:',
    more: [trackSnippet('lead', example)],
  }];
}

function sales(story) {
  if (story.sales.length) {
    return story.sales.map(({ eventName, amount, at }) => (
      { state: 'done', title: `Sale: ${dollars(amount)}, ${eventName}`, at }));
  }
  if (!story.leads.length) return [];
  const text = 'A sale names the customer of the lead by customerExternalId.';
  return [{ state: 'missing', title: 'No sale yet', text }];
}

function notes({ notes: said }) {
  if (!said.length) return [];
  return [make('h3', {}, 'What the harness noted'), make('ul', { class: 'plain' },
    ...said.map(({ at, text }) => make('li', { dir: 'auto' }, time(at), ` · ${text}`)))];
}

function shown({ state, title, at, text, more = [] }) {
  return make('li', { class: state },
    make('p', {}, make('strong', { dir: 'auto' }, title), at ? ' · ' : null, at ? time(at) : null),
    text ? make('p', { dir: 'auto' }, text) : null, ...more);
}

const todo = (text) => make('p', {}, make('strong', {}, 'What to do: '), text);

// MARK: an event that an address names

const LOOKED_THROUGH = { pages: 20, limit: 1000 };

/**
 * Finds an event.
 *
 * @param {string | null} on its day in UTC, which saves looking through all others
 * @returns {Promise<any | null>} its row as /events has it
 */
export async function findEvent(kind, id, on) {
  if (kind === 'clicks') return findClick(id);
  const time = on ? { start: on, end: on, timezone: 'UTC' } : { interval: 'all' };
  for (let page = 1; page <= LOOKED_THROUGH.pages; page += 1) {
    const rows = await api('/events', { query: { event: kind, page, limit: LOOKED_THROUGH.limit, ...time } });
    const found = rows.find((row) => idOf(row) === id);
    if (found || !rows.length) return found ?? null;
  }
  return null;
}

async function findClick(clickId) {
  try {
    return await operate('/wait', { query: { event: 'click', clickId, timeout: 0 } });
  } catch (error) {
    if (error.status === 408) return null;
    throw error;
  }
}
