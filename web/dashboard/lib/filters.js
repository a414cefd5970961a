// What is asked of /analytics and /events: a time and filters, as they stand in addresses. Filters have the names and the
// syntax of the API there: `country=US,DE`, `country=-US`.

import { api } from './api.js';
import { continent, country, shortURL, trigger } from './format.js';

/** @typedef {{interval?: string, start?: string, end?: string}} Period an interval, or days: YYYY-MM-DD */

/** The intervals of the API. */
export const intervals = {
  '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days', '1y': 'Last 12 months',
  mtd: 'Month to date', qtd: 'Quarter to date', ytd: 'Year to date', all: 'All time',
};

/** Before this day the API has nothing. */
export const earliest = '2022-09-22';

/** @returns {Period} the last 24 hours where it has none */
export function readPeriod(query) {
  // Other pages may give a time with the days.
  const [start, end] = ['start', 'end'].map((name) => /^\d{4}-\d\d-\d\d/.exec(query.get(name))?.[0]);
  if (start) return { start, ...(end && { end }) };
  const interval = query.get('interval');
  return { interval: Object.hasOwn(intervals, interval) ? interval : '24h' };
}

/**
 * What can be filtered by.
 *
 * @typedef {object} Dimension
 * @property {string} name the parameter of the API @property {string} label
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

export const dimension = (name) => dimensions.find((each) => each.name === name);

/** @returns {Filter[]} those of them that are filters, in their order */
export function readFilters(query) {
  const names = [...new Set(query.keys())].filter(dimension);
  return names.map((name) => read(name, query.get(name))).filter(({ values }) => values.length);
}

function read(name, text) {
  if (dimension(name).single) return { name, excluded: false, values: text.trim() ? [text.trim()] : [] };
  return { name, ...list(text) };
}

/** What a parameter lists: `US,CA` or, for all but those, `-US,CA`. */
export function list(text) {
  const excluded = Boolean(text?.startsWith('-'));
  return { excluded, values: [...new Set(split((text ?? '').slice(excluded ? 1 : 0)))] };
}

export const split = (text) => text.split(',').map((value) => value.trim()).filter(Boolean);

/** Puts filters into a query in place of those in it. */
export function writeFilters(query, filters) {
  for (const { name } of dimensions) query.delete(name);
  for (const [name, text] of Object.entries(filterQuery(filters))) query.set(name, text);
}

/** @returns {Record<string, string>} as the API takes them */
export function filterQuery(filters) {
  return Object.fromEntries(filters.map(({ name, excluded, values }) => {
    if (dimension(name).single) return [name, values[0]];
    // A list that begins with an empty part begins with no minus that would turn it round.
    const start = excluded ? '-' : values[0].startsWith('-') ? ',' : '';
    return [name, start + values.join(',')];
  }));
}

/** Whether the API can be asked for a value: lists have no way to write a comma. */
export const isAskable = (name, value) => Boolean(value.trim()) && (dimension(name).single || !value.includes(','));

/** Whether exactly this value is asked for. */
export const hasFilter = (filters, name, value) => filters.some((filter) => (
  filter.name === name && !filter.excluded && filter.values.length === 1 && filter.values[0] === value));

/** Filters with this value in place of others of its dimension. */
export const withFilter = (filters, name, value) => replaced(filters, { name, excluded: false, values: [value] });

export const withoutFilter = (filters, name) => filters.filter((filter) => filter.name !== name);

/** Filters with this one in place of that of its dimension. */
export function replaced(filters, next) {
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

/** What is known of a value by now. */
export function valueText(name, value) {
  const { values, text = String } = dimension(name);
  return known.get(`${name} ${value}`) ?? values?.find(([each]) => each === value)?.[1] ?? text(value);
}

/** @returns {string} "Country is Germany or France" */
export function filterText({ name, excluded, values }) {
  const texts = values.map((value) => valueText(name, value));
  if (name === 'query') return `Metadata: ${texts[0]}`;
  const said = texts.length > 3 ? `${texts.slice(0, 2).join(', ')} or ${texts.length - 2} more` : texts.join(' or ');
  return `${dimension(name).label} ${excluded ? 'is not' : 'is'} ${said}`;
}

/** Asks for the texts of values that only ids are known of, then calls `done` if there are any. */
export async function lookUp(filters, done) {
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
