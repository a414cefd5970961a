// What is asked for: as the address says it, and which of the events that come in are among it.

import { filterQuery, list, readFilters, readPeriod, writeFilters } from '../lib/filters.js';
import { zone } from '../lib/time.js';

export const KINDS = ['clicks', 'leads', 'sales'];
export const PAGE_SIZE = 100;

/**
 * @typedef {object} Place
 * @property {'clicks' | 'leads' | 'sales'} kind
 * @property {import('../lib/filters.js').Period} period @property {import('../lib/filters.js').Filter[]} filters
 * @property {number} page from 1 @property {'asc' | 'desc'} sort
 * @property {string | null} columns @property {string | null} event the id of the one whose details are open
 * @property {string | null} on the day of that event @property {string | null} click the one whose story is open
 */

export function readPlace(search) {
  const query = new URLSearchParams(search);
  const event = query.get('event');
  // As the API and Analytics have it, `event` is a kind; here it may also be the id of one.
  const isKind = KINDS.includes(event);
  const kind = isKind ? event : query.get('kind');
  return {
    kind: KINDS.includes(kind) ? kind : 'clicks',
    period: readPeriod(query),
    filters: readFilters(query),
    page: Math.max(1, Math.floor(Number(query.get('page'))) || 1),
    sort: query.get('sort') === 'asc' ? 'asc' : 'desc',
    columns: query.get('columns'), event: isKind ? null : event, on: query.get('on'), click: query.get('click'),
  };
}

/** @returns {string} the address without what is as it is anyway */
export function placeAddress(place) {
  const query = new URLSearchParams();
  if (place.kind !== 'clicks') query.set('kind', place.kind);
  if (place.period.interval !== '24h') for (const [name, value] of Object.entries(place.period)) query.set(name, value);
  writeFilters(query, place.filters);
  if (place.page > 1) query.set('page', place.page);
  if (place.sort === 'asc') query.set('sort', 'asc');
  for (const name of ['columns', 'event', 'on', 'click']) if (place[name]) query.set(name, place[name]);
  return `${location.pathname}${query.size ? `?${query}` : ''}`;
}

/** What the API is asked with for any kind of event. */
export const placeQuery = (place) => (
  new URLSearchParams({ ...filterQuery(place.filters), ...place.period, timezone: zone }));

const DAY = 86_400_000;

/** The parameters that need more than the row: tags of links, what became of a click, conditions on metadata. */
const undecided = {
  tagId: 'tag', customerId: 'customer', saleType: 'sale type', query: 'metadata', externalId: 'external id', key: 'key',
};

/** What a link is like; none of it counts where links are named by their ids. */
const ofLinks = {
  domain: (row) => row.link.domain,
  tenantId: (row) => row.link.tenantId ?? '',
  folderId: (row) => row.link.folderId ?? '',
};

const ofClicks = {
  continent: (row) => row.continent,
  country: (row) => row.country,
  city: (row) => row.city,
  trigger: (row) => row.click.trigger,
  referer: (row) => row.click.referer,
  refererUrl: (row) => withoutQuery(row.click.refererUrl),
  url: (row) => withoutQuery(row.click.url),
  device: (row) => row.device,
  browser: (row) => row.browser,
  os: (row) => row.os,
};

const capitalized = new Set(['device', 'browser', 'os']);
const campaignTags = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

export const withoutQuery = (url) => url.split('?', 1)[0];

/** The filters of a query that cannot be told from a row, by their names: the harness must be asked. */
export const undecidable = (query) => Object.keys(undecided)
  .filter((name) => query.get(name) && !(name === 'tagId' && query.get('linkId'))).map((name) => undecided[name]);

/** Whether a query's window reaches to now: new events are in it. */
export function reachesNow(query, now) {
  const [start, end] = [query.get('start'), query.get('end')];
  if (!start || !end) return true;
  // An end is a day, to its last moment in some time zone.
  return Date.parse(end) + 2 * DAY > now;
}

/** @param {URLSearchParams} query with none of the `undecidable` filters */
export function matcher(query) {
  const tests = [...linkTests(query), ...clickTests(query), ...campaignTests(query), ...nameTests(query)].filter(Boolean);
  return (row) => tests.every((test) => test(row));
}

function linkTests(query) {
  if (list(query.get('linkId')).values.length) return [oneOf(query.get('linkId'), (row) => row.link.id)];
  const tests = Object.entries(ofLinks).map(([name, read]) => (
    oneOf(query.get(name), read, name === 'domain' ? (value) => value.toLowerCase() : String)));
  const root = query.get('root');
  if (root) tests.push((row) => (row.link.key === '_root') === (root === 'true'));
  return tests;
}

function clickTests(query) {
  const tests = Object.entries(ofClicks).map(([name, read]) => (
    oneOf(query.get(name), read, capitalized.has(name) ? capital : String)));
  const region = query.get('region');
  if (region) tests.push(region.includes('-') ? (row) => row.click.region === region : (row) => row.country === region);
  if (query.get('qr') === 'true' && !query.get('trigger')) tests.push((row) => row.click.trigger === 'qr');
  return tests;
}

/** The clicked address has the text somewhere: `news` is in `newsletter`, too. */
function campaignTests(query) {
  return campaignTags.flatMap((name) => {
    const { values, excluded } = list(query.get(name));
    if (!values.length) return [];
    const parts = values.map((value) => new URLSearchParams({ [name]: value }).toString());
    return [(row) => parts.some((part) => row.click.url.includes(part)) !== excluded];
  });
}

function nameTests(query) {
  const test = oneOf(query.get('eventName'), (row) => row.eventName);
  return [test && ((row) => row.event === 'click' || test(row))];
}

function oneOf(text, read, change = String) {
  const { values, excluded } = list(text);
  const wanted = new Set(values.map(change));
  return values.length ? (row) => wanted.has(read(row)) !== excluded : null;
}

/** Each word with a capital first letter, but for one name. */
const capital = (text) => text.replace(/(?<![^ ])(?!iOS(?: |$))./gu, (letter) => letter.toUpperCase());
