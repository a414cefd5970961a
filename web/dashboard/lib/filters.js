// Filters of /analytics and /events: which there are, how they stand in addresses, and the bar that they are set in.
//
// Use:
//   let filters = readFilters(new URLSearchParams(location.search));
//   const bar = filterBar({
//     filters,
//     context: () => ({ event: 'leads', interval: '30d', timezone: zone }),  // what values are counted in
//     onchange(next) { filters = next; writeFilters(query, filters); …ask the API again… },
//   });
//   place.append(bar.node);           // on popstate: bar.show(readFilters(…)), which does not call onchange
//   api('/events', { query: { ...context, ...filterQuery(filters) } });
//   onchange(withFilter(filters, 'country', 'DE'));   // what a cell or row does that sets a filter; then bar.show(…)
//
// In the page's address filters have the names and the syntax of the API: `country=US,DE`, `country=-US`.

import { api } from './api.js';
import { $, make, say } from './dom.js';
import { continent, country, shortURL, trigger } from './format.js';

/**
 * What can be filtered by.
 *
 * @typedef {object} Dimension
 * @property {string} name the parameter of the API
 * @property {string} label
 * @property {string} [groupBy] what of /analytics lists its values
 * @property {string} [field] the value in such a row, where it is not called as the parameter
 * @property {(value: string, row?: any) => string} [text] how a value is written
 * @property {boolean} [single] one value only, and no "is not"
 * @property {[string, string][]} [values] all there are, with their texts
 * @property {string} [hint] what to write where no list helps
 * @property {RegExp} [form] of values that are not in the list
 * @property {(value: string) => Promise<string>} [look] asks for the text of a value that only ids are known of
 */

/** @typedef {{name: string, excluded: boolean, values: string[]}} Filter */

/** @type {Dimension[]} in the order in which they are offered */
export const dimensions = [
  {
    name: 'linkId', label: 'Short link', groupBy: 'top_links', field: 'id',
    text: (id, row) => (row ? shortURL(row.shortLink) : id),
    look: async (linkId) => shortURL((await api('/links/info', { query: { linkId } })).shortLink),
  },
  { name: 'domain', label: 'Domain', groupBy: 'top_domains' },
  { name: 'url', label: 'Destination URL', groupBy: 'top_base_urls', text: shortURL },
  {
    name: 'folderId', label: 'Folder', groupBy: 'top_folders', text: (id, row) => row?.folder?.name ?? id,
    look: async (id) => (await api('/folders')).find((folder) => folder.id === id)?.name ?? id,
  },
  {
    name: 'tagId', label: 'Tag', groupBy: 'top_link_tags', text: (id, row) => row?.tag?.name ?? id,
    look: async (id) => (await api('/tags')).find((tag) => tag.id === id)?.name ?? id,
  },
  { name: 'referer', label: 'Referrer', groupBy: 'referers' },
  { name: 'refererUrl', label: 'Referrer URL', groupBy: 'referer_urls', text: shortURL },
  ...['source', 'medium', 'campaign', 'term', 'content'].map((tag) => ({
    name: `utm_${tag}`, label: `UTM ${tag}`, groupBy: `utm_${tag}s`, hint: 'Also matches longer values that begin so.',
  })),
  { name: 'country', label: 'Country', groupBy: 'countries', text: country },
  { name: 'region', label: 'Region', groupBy: 'regions', single: true, hint: 'Country and region, such as US-CA.' },
  { name: 'city', label: 'City', groupBy: 'cities' },
  { name: 'continent', label: 'Continent', groupBy: 'continents', text: continent },
  { name: 'device', label: 'Device', groupBy: 'devices' },
  { name: 'browser', label: 'Browser', groupBy: 'browsers' },
  { name: 'os', label: 'OS', groupBy: 'os' },
  { name: 'trigger', label: 'Trigger', groupBy: 'triggers', text: trigger },
  { name: 'eventName', label: 'Event name', groupBy: 'event_names', hint: 'Of leads and sales.' },
  {
    name: 'customerId', label: 'Customer', single: true, form: /^cus_/, hint: 'A name to look for, or an id.',
    text: (id, row) => row?.name ?? id, look: async (id) => (await api(`/customers/${encodeURIComponent(id)}`)).name,
  },
  {
    name: 'saleType', label: 'Sale type', single: true, hint: 'Of sales.',
    form: /^(new|recurring)$/, values: [['new', 'First sale of a customer'], ['recurring', 'Later sale']],
  },
  {
    name: 'root', label: 'Link type', single: true,
    form: /^(true|false)$/, values: [['true', 'A domain’s own link'], ['false', 'Link with a key']],
  },
  { name: 'query', label: 'Metadata', single: true, hint: 'Of leads and sales, such as metadata[\'plan\']:\'pro\'.' },
  { name: 'tenantId', label: 'Tenant', hint: 'The tenantId of links.' },
  { name: 'externalId', label: 'External id of the link', single: true, hint: 'Such as ext_42.' },
  { name: 'key', label: 'Key of the link', single: true, hint: 'Counts together with one domain.' },
];

/** @param {string} name of the API @returns {Dimension | undefined} */
export const dimension = (name) => dimensions.find((each) => each.name === name);

/** @param {URLSearchParams} query @returns {Filter[]} those of them that are filters, in their order */
export function readFilters(query) {
  const names = [...new Set(query.keys())].filter(dimension);
  return names.map((name) => read(name, query.get(name))).filter(({ values }) => values.length);
}

function read(name, text) {
  if (dimension(name).single) return { name, excluded: false, values: text.trim() ? [text.trim()] : [] };
  const excluded = text.startsWith('-');
  const values = text.slice(excluded ? 1 : 0).split(',').map((value) => value.trim()).filter(Boolean);
  return { name, excluded, values: [...new Set(values)] };
}

/** Puts filters into a query in place of those in it. @param {URLSearchParams} query @param {Filter[]} filters */
export function writeFilters(query, filters) {
  for (const { name } of dimensions) query.delete(name);
  for (const [name, text] of Object.entries(filterQuery(filters))) query.set(name, text);
}

/** @param {Filter[]} filters @returns {Record<string, string>} as the API takes them */
export function filterQuery(filters) {
  return Object.fromEntries(filters.map(({ name, excluded, values }) => {
    if (dimension(name).single) return [name, values[0]];
    // A list that begins with an empty part begins with no minus that would turn it round.
    const start = excluded ? '-' : values[0].startsWith('-') ? ',' : '';
    return [name, start + values.join(',')];
  }));
}

/**
 * Whether the API can be asked for a value: lists have no way to write a comma.
 *
 * @param {string} name @param {string} value
 */
export const isAskable = (name, value) => Boolean(value.trim()) && (dimension(name).single || !value.includes(','));

/** Whether exactly this value is asked for. @param {Filter[]} filters @param {string} name @param {string} value */
export const hasFilter = (filters, name, value) => filters.some((filter) => (
  filter.name === name && !filter.excluded && filter.values.length === 1 && filter.values[0] === value));

/** Filters with this value in place of others of its dimension. @returns {Filter[]} */
export const withFilter = (filters, name, value, excluded = false) => (
  replaced(filters, { name, excluded, values: [value] }));

/** Filters without those of a dimension. @param {Filter[]} filters @param {string} name @returns {Filter[]} */
export const withoutFilter = (filters, name) => filters.filter((filter) => filter.name !== name);

function replaced(filters, next) {
  const isThere = filters.some(({ name }) => name === next.name);
  return isThere ? filters.map((filter) => (filter.name === next.name ? next : filter)) : [...filters, next];
}

const known = new Map();

/** Keeps the text of a value from a row of the API, so that chips show it at once. @returns {string} the text */
export function rowText(name, value, row) {
  const { text = String } = dimension(name);
  const shown = text(value, row);
  if (row) known.set(`${name} ${value}`, shown);
  return shown;
}

/** @param {string} name @param {string} value @returns {string} what is known of it by now */
export function valueText(name, value) {
  const { values, text = String } = dimension(name);
  return known.get(`${name} ${value}`) ?? values?.find(([each]) => each === value)?.[1] ?? text(value);
}

/** @param {Filter} filter @returns {string} "Country is Germany or France" */
export function filterText({ name, excluded, values }) {
  const texts = values.map((value) => valueText(name, value));
  if (name === 'query') return `Metadata: ${texts[0]}`;
  const list = texts.length > 3 ? `${texts.slice(0, 2).join(', ')} or ${texts.length - 2} more` : texts.join(' or ');
  return `${dimension(name).label} ${excluded ? 'is not' : 'is'} ${list}`;
}

/**
 * The bar: a chip for each filter, which opens it or takes it away, and a button for one more.
 *
 * @param {{filters: Filter[], context: () => Record<string, string>, onchange: (filters: Filter[]) => void}} options
 *   `context` is what /analytics is asked with for the values of a dimension: event, interval or start and end, and
 *   timezone
 * @returns {{node: HTMLElement, show: (filters: Filter[]) => void}}
 */
export function filterBar({ filters, context, onchange }) {
  const chips = make('ul', { class: 'chips', 'aria-label': 'Filters' });
  const add = make('button', {
    type: 'button', class: 'small quiet', 'aria-haspopup': 'dialog', onclick: () => open(),
  }, 'Add filter');
  const clear = make('button', {
    type: 'button', class: 'small quiet', onclick: () => change([], add, 'All filters removed'),
  }, 'Clear all');
  const note = make('p', { class: 'hint' });
  const node = make('div', { class: 'filter-bar' }, chips, add, clear, note);

  async function open(filter) {
    const { chooseFilter } = await import('./filter-dialog.js');
    const chosen = await chooseFilter({ filter, filters, context });
    if (!chosen) return;
    const kept = filter && filter.name !== chosen.name ? withoutFilter(filters, filter.name) : filters;
    change(chosen.values.length ? replaced(kept, chosen) : withoutFilter(kept, chosen.name), chosen.name,
      chosen.values.length ? `Filter set: ${filterText(chosen)}` : 'Filter removed');
  }

  /** @param {HTMLElement | string} focus what has the focus then: a node, or the chip of a name */
  function change(next, focus, words) {
    show(next);
    (focus instanceof Node ? focus : $(`[data-filter="${focus}"] button`, chips) ?? add).focus();
    say(words);
    onchange(next);
  }

  function remove(filter) {
    const at = filters.indexOf(filter);
    change(withoutFilter(filters, filter.name), (filters[at + 1] ?? filters[at - 1])?.name ?? add,
      `Filter removed: ${filterText(filter)}`);
  }

  function chip(filter) {
    const text = filterText(filter);
    return make('li', { class: 'chip', 'data-filter': filter.name },
      make('button', {
        type: 'button', title: `Change: ${text}`, 'aria-haspopup': 'dialog', onclick: () => open(filter),
      }, text),
      make('button', { type: 'button', 'aria-label': `Remove filter ${text}`, onclick: () => remove(filter) }, '×'));
  }

  function show(next) {
    const focused = chips.contains(document.activeElement) && document.activeElement.closest('.chip').dataset.filter;
    filters = next;
    chips.replaceChildren(...filters.map(chip));
    if (focused) ($(`[data-filter="${focused}"] button`, chips) ?? add).focus();
    chips.hidden = filters.length === 0;
    clear.hidden = filters.length < 2;
    note.textContent = idleText(filters);
    note.hidden = !note.textContent;
    lookUp(filters, () => show(filters));
  }

  show(filters);
  return { node, show };
}

/** A link stands for itself: the API does not look at what else is asked of links then. */
function idleText(filters) {
  const has = (names) => filters.filter(({ name }) => names.includes(name)).map(({ name }) => dimension(name).label);
  const idle = has(['domain', 'folderId', 'tagId', 'tenantId', 'root']);
  const isIdle = has(['linkId', 'externalId']).length && idle.length;
  return isIdle ? `Not looked at while a link is chosen: ${idle.join(', ')}.` : '';
}

/** Asks for the texts of values that only ids are known of, then calls `done` if there are any. */
async function lookUp(filters, done) {
  const wanted = filters
    .flatMap(({ name, values }) => values.map((value) => ({ name, value, look: dimension(name).look })))
    .filter(({ name, value, look }) => look && !known.has(`${name} ${value}`)).slice(0, 20);
  if (!wanted.length) return;
  await Promise.all(wanted.map(async ({ name, value, look }) => {
    known.set(`${name} ${value}`, value);
    // A value that is gone keeps its id as its text.
    known.set(`${name} ${value}`, await look(value).catch(() => null) ?? value);
  }));
  done();
}
