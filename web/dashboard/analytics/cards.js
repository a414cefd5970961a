// The cards: what clicks, leads and sales have in common, largest first.

import { api, filled } from '../lib/api.js';
import { count, country, csvText, download, shortURL } from '../lib/format.js';
import { $$, choiceTabs, make, openDialog, say } from '../lib/dom.js';
import { dimensions, hasFilter, isAskable, rowText, withFilter, withoutFilter } from '../lib/filters.js';
import { measure } from './state.js';

/** How many rows stand in a card, and in the dialog of all; the CSV has all. */
const [most, mostOfAll] = [8, 300];
const numbers = ['clicks', 'leads', 'sales', 'saleAmount'];

/** Each card's title, its parts by the API's groupBy, and when it has no rows, what would bring some. */
const kinds = [
  ['links', 'Links', [['top_links', 'Short links'], ['top_base_urls', 'Destination URLs'], ['top_urls', 'Full URLs']]],
  ['referrers', 'Referrers', [['referers', 'Hosts'], ['referer_urls', 'URLs']],
    'Visitors bring it in their Referer header.'],
  ['utm', 'UTM', [
    ['utm_sources', 'Source'], ['utm_mediums', 'Medium'], ['utm_campaigns', 'Campaign'], ['utm_terms', 'Term'],
    ['utm_contents', 'Content'],
  ], 'Give the links UTM tags, or destinations that have them.'],
  ['places', 'Locations', [
    ['countries', 'Countries'], ['regions', 'Regions'], ['cities', 'Cities'], ['continents', 'Continents'],
  ], 'Visits to this machine come from nowhere: say where from with the header X-Vercel-IP-Country.'],
  ['devices', 'Devices', [['devices', 'Devices']]],
  ['browsers', 'Browsers', [['browsers', 'Browsers']]],
  ['os', 'Operating systems', [['os', 'Operating systems']]],
  ['triggers', 'Triggers', [['triggers', 'Triggers'], ['event_names', 'Event names']],
    'Leads and sales have event names, clicks do not.'],
];

/** @typedef {{state: import('./state.js').State, question: Record<string, string>, go: (part: object) => void}} View */

/** @type {View} */
let view;
let all = [];

/** Fills the cards, and makes them where there are none yet. */
export function fillCards(place, next) {
  view = next;
  if (!place.firstChild) {
    all = kinds.map(makeCard);
    place.append(...all.map(({ node }) => node));
  }
  for (const card of all) card.show();
}

function makeCard([id, title, parts, hint]) {
  const list = make('div', {
    class: 'rows', id: `rows-${id}`, tabIndex: -1, ...(parts.length > 1 && { role: 'tabpanel', 'aria-label': title }),
  });
  const part = () => (parts.find(([name]) => name === view.state.parts[id]) ?? parts[0])[0];
  const save = make('button', {
    type: 'button', class: 'small quiet', 'aria-label': `Download ${title} as CSV`, onclick: saveRows,
  }, 'CSV');
  const node = make('section', { class: 'card', 'aria-labelledby': `card-${id}`, 'data-card': id },
    make('div', { class: 'head' }, make('h2', { id: `card-${id}` }, title), make('div', { class: 'actions' }, save)));
  let showPart = () => {};
  if (parts.length > 1) {
    const choice = make('div', { class: 'parts', role: 'tablist', 'aria-label': title });
    showPart = choiceTabs(choice, list.id, parts, (name) => {
      const { [id]: _, ...others } = view.state.parts;
      view.go({ parts: name === parts[0][0] ? others : { ...others, [id]: name } });
    });
    node.append(choice);
  }
  node.append(list);
  let [rows, asked] = [[], ''];

  const query = () => ({ ...view.question, event: view.state.event, groupBy: part() });
  const ask = (signal) => inTurn(signal, () => api('/analytics', { query: query(), signal }));
  const load = filled(list, ask, (found) => {
    rows = sorted(found);
    draw();
  });

  function show() {
    showPart(part());
    const next = JSON.stringify(query());
    // Another part of another card is no reason to ask again.
    if (next === asked && !list.querySelector('.problem')) {
      if (list.hasAttribute('aria-busy')) return;
      rows = sorted(rows);
      draw();
      return;
    }
    asked = next;
    load();
  }

  function draw() {
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.value ?? '' : null;
    save.hidden = rows.length === 0;
    list.replaceChildren(rows.length ? rowList(rows.slice(0, most)) : nothing());
    if (rows.length > most) {
      list.append(make('button', {
        type: 'button', class: 'small quiet more', 'aria-haspopup': 'dialog', onclick: showAll,
      }, `Show all ${count(rows.length)}`));
    }
    // Who set a filter by a row finds it under the fingers again.
    if (focused !== null) ($$('button', list).find((each) => each.dataset.value === focused) ?? list).focus();
  }

  function nothing() {
    const { label } = dimensionOf(part());
    const name = /^[A-Z]{2}/.test(label) ? label : label.toLowerCase();
    return make('p', { class: 'hint' }, `No ${name} in this time. `, hint ?? '');
  }

  function rowList(shown, chosen = () => {}) {
    const how = measure(view.state);
    const largest = rows.reduce((most, row) => Math.max(most, row[how.field]), 1);
    return make('ol', { class: 'plain bars' }, ...shown.map((row) => (
      rowOf(row, { groupBy: part(), measure: how, largest, view, chosen }))));
  }

  function showAll() {
    showRows({ title: parts.find(([name]) => name === part())[1], rows, dimension: dimensionOf(part()), rowList });
  }

  function saveRows() {
    const { event } = view.state;
    const left = event === 'sales' ? ['clicks', 'leads'] : numbers.filter((name) => name !== event);
    const names = Object.keys(rows[0]).filter((name) => !left.includes(name));
    download(`analytics-${part()}-${event}.csv`, csvText(names, rows.map((row) => names.map((name) => row[name]))));
    say(`Saved ${title}`);
  }

  /** The API sorts sales by their money. */
  const sorted = (found) => {
    const { field } = measure(view.state);
    return field.startsWith('sale') ? [...found].sort((one, other) => other[field] - one[field]) : found;
  };

  return { node, show };
}

// The server has other things to do, and the browser few connections: two cards at a time, from the top.
let free = 2;
const waiting = [];

async function inTurn(signal, work) {
  if (free) free -= 1;
  else await new Promise((ready) => { waiting.push(ready); });
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

// MARK: a row: what it is, its number, a bar that compares it, and the filter that it sets

/** The dimension of a groupBy. Addresses with their query are filtered by without it. */
const dimensionOf = (groupBy) => (
  dimensions.find((each) => each.groupBy === (groupBy === 'top_urls' ? 'top_base_urls' : groupBy)));

/** What stands below the name of a row. */
const further = {
  top_links: (row) => `→ ${shortURL(row.url)}`,
  regions: (row) => country(row.country),
  cities: (row) => [row.region, country(row.country)].filter((text) => text && text !== 'Unknown').join(', '),
};

/**
 * @param {any} row of the API
 * @param {{groupBy: string, measure: ReturnType<import('./state.js').measure>, largest: number,
 *   view: View, chosen: () => void}} options `chosen` is called before the filter is set
 */
function rowOf(row, { groupBy, measure, largest, view, chosen }) {
  const { name, field = name } = dimensionOf(groupBy);
  const text = rowText(name, row[field], row);
  const value = groupBy === 'top_urls' ? row.url.split('?')[0] : row[field];
  const { filters } = view.state;
  const isSet = hasFilter(filters, name, value);
  const number = row[measure.field];
  const more = further[groupBy]?.(row);
  const share = make('span', { class: 'share' });
  share.style.width = `${(number / largest) * 100}%`;
  const set = () => {
    chosen();
    view.go({ filters: isSet ? withoutFilter(filters, name) : withFilter(filters, name, value) });
  };
  const content = [share, make('span', { class: 'name' }, text, more ? make('small', {}, more) : null),
    make('span', { class: 'number' }, measure.short(number))];
  return make('li', {},
    isAskable(name, value)
      ? make('button', {
        type: 'button', class: 'row', 'aria-pressed': String(isSet), 'data-value': value, onclick: set,
        title: isSet ? 'Remove this filter' : `Only ${value}`, 'aria-label': `${text}: ${measure.text(number)}`,
      }, ...content)
      : make('span', { class: 'row', title: 'The API cannot filter by values that have a comma.' }, ...content),
    groupBy === 'top_links' ? make('a', {
      class: 'open', href: `/dashboard/links?${new URLSearchParams({ search: row.key })}`,
      'aria-label': `Link ${text}, among all links`,
    }, 'Link') : null);
}

// MARK: all rows of a card, in a dialog with a field to find some

function showRows({ title, rows, dimension: { name, field = name }, rowList }) {
  const find = make('input', { type: 'search', id: 'find-row', autocomplete: 'off' });
  const place = make('div', { class: 'all-rows' });
  const state = make('p', { class: 'hint', role: 'status' });
  const box = make('dialog', { class: 'card', 'aria-labelledby': 'all-title' },
    make('div', { class: 'head' }, make('h2', { id: 'all-title' }, title),
      make('button', { type: 'button', class: 'small quiet', onclick: () => box.close() }, 'Close')),
    make('div', {}, make('label', { for: 'find-row' }, 'Find'), find), state, place);
  const draw = () => {
    const words = find.value.trim().toLowerCase();
    const fits = rows.filter((row) => `${row[field]} ${rowText(name, row[field], row)}`.toLowerCase().includes(words));
    place.replaceChildren(rowList(fits.slice(0, mostOfAll), () => box.close()));
    state.textContent = fits.length > mostOfAll
      ? `The first ${count(mostOfAll)} of ${count(fits.length)}: type to find others.`
      : `${count(fits.length)} of ${count(rows.length)}`;
  };
  find.addEventListener('input', draw);
  draw();
  openDialog(box);
}
