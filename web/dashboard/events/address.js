// What the page's address says: which events are looked at, and how.

import { filterQuery, readFilters, writeFilters } from '../lib/filters.js';
import { zone } from '../lib/time.js';

export const KINDS = ['clicks', 'leads', 'sales'];
export const PAGE_SIZE = 100;
const intervals = ['24h', '7d', '30d', '90d', '1y', 'mtd', 'qtd', 'ytd', 'all'];
/** Days; other pages may give a time with them. */
const day = (text) => (/^\d{4}-\d\d-\d\d/.test(text ?? '') ? text.slice(0, 10) : null);

/**
 * @typedef {object} Place
 * @property {'clicks' | 'leads' | 'sales'} kind
 * @property {{interval?: string, start?: string, end?: string}} period
 * @property {import('../lib/filters.js').Filter[]} filters
 * @property {number} page from 1 @property {'asc' | 'desc'} sort
 * @property {string | null} columns @property {string | null} event the id of the one whose details are open
 * @property {string | null} on the day of that event @property {string | null} click the one whose story is open
 */

/** @param {string} search @returns {Place} */
export function readPlace(search) {
  const query = new URLSearchParams(search);
  const [interval, event] = [query.get('interval'), query.get('event')];
  const [start, end] = [day(query.get('start')), day(query.get('end'))];
  // As the API and Analytics have it, `event` is a kind; here it may also be the id of one.
  const isKind = KINDS.includes(event);
  const kind = isKind ? event : query.get('kind');
  return {
    kind: KINDS.includes(kind) ? kind : 'clicks',
    period: start ? { start, ...(end && { end }) } : { interval: intervals.includes(interval) ? interval : '24h' },
    filters: readFilters(query),
    page: Math.max(1, Math.floor(Number(query.get('page'))) || 1),
    sort: query.get('sort') === 'asc' ? 'asc' : 'desc',
    columns: query.get('columns'), event: isKind ? null : event, on: query.get('on'), click: query.get('click'),
  };
}

/** @param {Place} place @returns {string} the address without what is as it is anyway */
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

/** What the API is asked with for any kind of event. @param {Place} place @returns {URLSearchParams} */
export const placeQuery = (place) => (
  new URLSearchParams({ ...filterQuery(place.filters), ...place.period, timezone: zone }));
