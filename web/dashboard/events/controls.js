// What stands around the table: the time that is looked at, columns, pages, whether it is live, and what is said where
// nothing is.

import { $, empty, make, openDialog, say, snippet } from '../lib/dom.js';
import { earliest, intervals } from '../lib/filters.js';
import { continent, count, country, dollars, plural, shortURL, trigger } from '../lib/format.js';
import { exactText, now } from '../lib/time.js';
import { stateText } from './feed.js';
import { PAGE_SIZE, withoutQuery } from './matching.js';

// MARK: columns (dub-api.md, section 19)

/**
 * @typedef {{name: string, label: string, width: number, text: (row: any) => string, number?: boolean, code?: boolean,
 *   filter?: (row: any) => [string, string]}} Column
 *   `width` in rem; `number`: flush right; `code`: an id or an address, which reads from left to right; `filter` asks
 *   for the value
 */

const known = (value) => value || 'Unknown';
const by = (name) => (row) => [name, row[name]];
const ofClick = (name) => (row) => [name, row.click[name]];
const byCustomer = (row) => ['customerId', row.customer.id];

/** @type {Record<string, Omit<Column, 'name'>>} */
const all = {
  time: { label: 'Time', width: 8, text: (row) => exactText(new Date(row.timestamp)) },
  amount: { label: 'Amount', width: 7, number: true, text: (row) => dollars(row.sale.amount) },
  event: { label: 'Event', width: 11, text: (row) => row.eventName, filter: (row) => ['eventName', row.eventName] },
  trigger: { label: 'Trigger', width: 7, text: (row) => trigger(row.click.trigger), filter: ofClick('trigger') },
  link: {
    label: 'Link', width: 15, code: true, text: (row) => shortURL(row.link.shortLink),
    filter: (row) => ['linkId', row.link.id],
  },
  url: {
    label: 'Destination URL', width: 20, code: true, text: (row) => shortURL(row.url),
    filter: (row) => ['url', withoutQuery(row.url)],
  },
  customer: {
    label: 'Customer', width: 14, text: ({ customer }) => customer.email || customer.name || customer.externalId,
    filter: byCustomer,
  },
  customerName: { label: 'Customer name', width: 12, text: (row) => known(row.customer.name), filter: byCustomer },
  externalId: {
    label: 'External id', width: 11, code: true, text: (row) => row.customer.externalId, filter: byCustomer,
  },
  invoice: { label: 'Invoice id', width: 10, code: true, text: (row) => row.sale.invoiceId || '–' },
  country: { label: 'Country', width: 9, text: (row) => country(row.country), filter: by('country') },
  city: { label: 'City', width: 9, text: (row) => known(row.city), filter: by('city') },
  region: { label: 'Region', width: 7, text: (row) => known(row.click.region), filter: ofClick('region') },
  continent: { label: 'Continent', width: 9, text: (row) => continent(row.continent), filter: by('continent') },
  device: { label: 'Device', width: 7, text: (row) => known(row.device), filter: by('device') },
  browser: { label: 'Browser', width: 8, text: (row) => known(row.browser), filter: by('browser') },
  os: { label: 'OS', width: 7, text: (row) => known(row.os), filter: by('os') },
  referrer: { label: 'Referrer', width: 11, text: (row) => row.click.referer, filter: ofClick('referer') },
  referrerUrl: {
    label: 'Referrer URL', width: 16, code: true, text: (row) => shortURL(row.click.refererUrl),
    filter: (row) => ['refererUrl', withoutQuery(row.click.refererUrl)],
  },
  clickId: { label: 'Click id', width: 11, code: true, text: (row) => row.click.id },
  eventId: { label: 'Event id', width: 11, code: true, text: (row) => row.eventId },
  ip: { label: 'IP', width: 9, code: true, text: (row) => known(row.ip) },
  metadata: { label: 'Metadata', width: 16, code: true, text: (row) => metadataText(row.metadata) },
};

const ofVisits = 'country city region continent device browser os referrer referrerUrl';
const names = {
  clicks: `time trigger link url ${ofVisits} clickId ip`,
  leads: `time event link url customer customerName externalId ${ofVisits} ip clickId eventId metadata`,
  sales: `time amount event customer customerName externalId link url invoice ${ofVisits} ip clickId eventId metadata`,
};
const shownAtFirst = {
  clicks: 'time link country device referrer',
  leads: 'time event link customer referrer',
  sales: 'time amount event customer link referrer',
};

/** @returns {Column[]} all there are */
export const columnsOf = (kind) => names[kind].split(' ').map((name) => ({ name, ...all[name] }));

const usualColumns = (kind) => shownAtFirst[kind].split(' ');

const key = (kind) => `dubcheck.events.${kind}`;

/** The names of the columns to show: of the address (`text`), or chosen last, or the usual ones; the time always. */
export function chosenColumns(kind, text) {
  const wanted = (text ?? localStorage.getItem(key(kind)))?.split(',');
  const offered = columnsOf(kind).map(({ name }) => name);
  const found = wanted && offered.filter((name) => name === 'time' || wanted.includes(name));
  return found && found.length > 1 ? found : usualColumns(kind);
}

export const keepColumns = (kind, chosen) => localStorage.setItem(key(kind), chosen.join(','));

/** The beginning; the details have it whole. */
function metadataText(metadata) {
  const text = JSON.stringify(metadata ?? {});
  return text === '{}' ? '–' : text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** The rows of a file for spreadsheets: times and amounts so that they can be read as such. */
export const cells = (rows, columns) => rows.map((row) => columns.map(({ name, text }) => {
  if (name === 'time') return row.timestamp;
  if (name === 'amount') return row.sale.amount / 100;
  return name === 'metadata' ? JSON.stringify(row.metadata ?? {}) : text(row);
}));

/** The button that opens a dialog in which columns are chosen. @param {() => {kind: string, chosen: string[]}} current */
export function columnChooser(current, onchange) {
  return make('button', { type: 'button', class: 'small quiet', 'aria-haspopup': 'dialog', onclick: open }, 'Columns');

  function open() {
    const { kind, chosen } = current();
    const columns = columnsOf(kind);
    const inputs = columns.map(({ name }) => (
      make('input', { type: 'checkbox', value: name, checked: chosen.includes(name), disabled: name === 'time' })));
    const boxes = columns.map(({ label }, index) => make('li', {}, make('label', {}, inputs[index], label)));
    const set = (chosenNames) => inputs.forEach((input) => { input.checked = chosenNames.includes(input.value); });
    const box = make('dialog', { class: 'card', 'aria-labelledby': 'columns-title' },
      make('form', { method: 'dialog' }, make('h2', { id: 'columns-title' }, `Columns of ${kind}`),
        make('ul', { class: 'plain column-list' }, ...boxes),
        make('p', { class: 'actions' }, make('button', { value: 'show' }, 'Show'),
          make('button', { type: 'button', class: 'quiet', onclick: () => set(usualColumns(kind)) }, 'The usual ones'),
          make('button', { type: 'button', class: 'quiet', onclick: () => box.close('') }, 'Cancel'))));
    openDialog(box, (answer) => {
      if (answer === 'show') onchange(inputs.filter(({ checked }) => checked).map(({ value }) => value));
    });
  }
}

// MARK: whether new events come in by themselves

/**
 * @typedef {object} LiveState
 * @property {import('./feed.js').StreamState} stream
 * @property {boolean} isPaused
 * @property {number} waiting how many have come in that are not listed
 * @property {'newest' | 'older' | 'oldestFirst' | 'past'} view
 * @property {string[]} lookedUp filters that only the harness can decide
 */

function liveText({ stream, isPaused, waiting, view }) {
  const more = waiting ? ` · ${count(waiting)} new` : '';
  if (view === 'past') return 'Not live: this time is over';
  if (stream !== 'live') return `${stateText(stream)}${stream.endsWith('ing') ? '…' : ''}${more}`;
  if (view === 'older') return `Live on the newest page${more}`;
  if (view === 'oldestFirst') return `Live with the newest first${more}`;
  return isPaused ? `Paused${more}` : 'Live';
}

/** @returns {{button: HTMLElement, show: (state: LiveState) => void}} */
export function liveControl(ontoggle) {
  const button = make('button', { type: 'button', class: 'small', id: 'pause', onclick: ontoggle }, 'Pause');
  let told = '';

  function show(state) {
    const { stream, isPaused, view, lookedUp } = state;
    const isOn = stream === 'live' && view === 'newest' && !isPaused;
    $('#live').textContent = liveText(state);
    $('#live').dataset.state = isOn ? 'on' : stream === 'live' ? 'off' : stream;
    button.textContent = isPaused ? 'Resume' : 'Pause';
    button.hidden = view !== 'newest';
    const hint = $('#live-hint');
    hint.hidden = !lookedUp.length || view !== 'newest';
    hint.textContent = `The harness looks up ${lookedUp.join(' and ')} for each row: `
      + 'the list is loaded anew when events come in.';
    const news = view === 'past' ? '' : isPaused ? 'Paused' : stateText(stream);
    if (told && news && news !== told) say(news);
    told = news;
  }

  return { button, show };
}

// MARK: pages

/**
 * @param {{kind: string, page: number, rows: number, total: number | null, go: (page: number) => void}} options
 *   `rows` are those listed: on the newest page, those that came in are among them
 */
export function showPages({ kind, page, rows, total, go }) {
  const place = $('#pages');
  const pages = total === null ? null : Math.max(1, Math.ceil(total / PAGE_SIZE));
  const next = page === 1 ? Math.max(2, Math.floor(rows / PAGE_SIZE) + 1) : page + 1;
  const hasNext = pages === null ? rows >= PAGE_SIZE : next <= pages;
  const of = total === null ? '' : ` of ${plural(total, kind.slice(0, -1))}`;
  const text = `${pages > 1 ? `Page ${count(page)} of ${count(pages)} · ` : ''}${count(rows)}${of} listed`;
  const buttons = place.querySelectorAll('button');
  const [first, newer, older] = buttons.length ? buttons : ['Newest', 'Newer', 'Older'].map(
    (label) => make('button', { type: 'button', class: 'small quiet' }, label));
  first.onclick = () => go(1);
  newer.onclick = () => go(page - 1);
  older.onclick = () => go(next);
  // A button that has the focus keeps it: it only says that there is no more.
  for (const [button, isThere] of [[first, page > 1], [newer, page > 1], [older, hasNext]]) {
    button.setAttribute('aria-disabled', String(!isThere));
    if (!isThere) button.onclick = null;
  }
  if (!buttons.length) place.append(make('span', { class: 'hint' }), first, newer, older);
  place.querySelector('span').textContent = text;
  place.classList.toggle('single', page === 1 && !hasNext);
}

// MARK: where nothing is

const agent = "-A 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'";

const ways = {
  clicks: {
    text: 'Follow a short link in a browser, or with:',
    command: () => snippet(`curl -sI ${agent} ${location.origin}/r/demo`, 'the command that follows a short link'),
  },
  leads: {
    text: 'Track one with the dub_id of a click:',
    command: () => trackSnippet('lead', { clickId: 'DUB_ID', eventName: 'Sign Up', customerExternalId: 'user_1' }),
  },
  sales: {
    text: 'Track one of a customer who is a lead:',
    command: () => trackSnippet('sale', { customerExternalId: 'user_1', amount: 4900, paymentProcessor: 'custom' }),
  },
};

/** The command that tracks a lead or a sale, with its copy button. */
export function trackSnippet(what, body) {
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  const headers = `-H "Authorization: Bearer $DUB_API_KEY" -H 'Content-Type: application/json'`;
  return snippet(`curl "$DUB_API_URL/track/${what}" ${headers} -d '${json}'`, `the command that tracks a ${what}`);
}

/** @param {(changes: Partial<import('./matching.js').Place>) => void} change goes where there may be some */
export function nothing({ kind, filters, page, period }, change) {
  const button = (text, changes) => (
    make('button', { type: 'button', class: 'small', onclick: () => change(changes) }, text));
  if (page > 1) return empty('Nothing on this page', 'There are not so many events.', button('To the newest', {}));
  if (filters.length) {
    return empty(`No ${kind} fit`, 'No event in this time has all of what the filters ask for.',
      button('Remove the filters', { filters: [] }));
  }
  const isAll = period.interval === 'all';
  const text = `New ${kind} show up here at once. ${ways[kind].text}`;
  return empty(isAll ? `No ${kind} yet` : `No ${kind} in this time`, text,
    ways[kind].command(), isAll ? '' : button('Show all time', { period: { interval: 'all' } }));
}

// MARK: the time that is looked at

/** An interval, or from day to day. @param {(period: import('../lib/filters.js').Period) => void} onchange */
export function periodChoice(onchange) {
  const select = make('select', { id: 'period' },
    ...Object.entries({ ...intervals, days: 'Custom range' }).map(([value, text]) => make('option', { value }, text)));
  const [start, end] = ['From', 'To'].map((label) => make('input', { type: 'date', 'aria-label': label, min: earliest }));
  const days = make('span', { class: 'days', hidden: true }, start, '–', end);
  const label = make('label', { class: 'unseen', for: 'period' }, 'Period');
  const node = make('span', { class: 'period' }, label, select, days);
  select.addEventListener('change', () => {
    days.hidden = select.value !== 'days';
    if (days.hidden) return onchange({ interval: select.value });
    end.value ||= localDay(now());
    start.value ||= localDay(new Date(now() - 7 * 86_400_000));
    start.focus();
    tell();
  });
  for (const input of [start, end]) input.addEventListener('change', tell);

  function tell() {
    if (start.value && end.value && start.value <= end.value) onchange({ start: start.value, end: end.value });
  }

  function show(period) {
    select.value = period.interval ?? 'days';
    days.hidden = Boolean(period.interval);
    if (period.start) [start.value, end.value] = [period.start, period.end ?? localDay(now())];
  }

  return { node, show };
}

const localDay = (date) => new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
