// What the page shows, as it stands in its address.

import { intervals, readFilters, readPeriod, writeFilters } from '../lib/filters.js';
import { compact, count, dollars, plural } from '../lib/format.js';
import { zone } from '../lib/time.js';

export const events = ['clicks', 'leads', 'sales'];

export const capital = (word) => word[0].toUpperCase() + word.slice(1);

/**
 * @typedef {object} State
 * @property {'clicks' | 'leads' | 'sales'} event
 * @property {'timeseries' | 'funnel'} view @property {'money' | 'number'} unit of sales
 * @property {string} interval '' where there are dates
 * @property {string} start YYYY-MM-DD, or '' @property {string} end the same
 * @property {import('../lib/filters.js').Filter[]} filters
 * @property {Record<string, string>} parts the groupBy that a card shows, where it is not its first
 */

const choices = { event: events, view: ['timeseries', 'funnel'], unit: ['money', 'number'] };

/** @param {string} search of an address @returns {State} what cannot be read is as at first */
export function readState(search) {
  const query = new URLSearchParams(search);
  const chosen = Object.entries(choices).map(([name, all]) => (
    [name, all.find((each) => each === query.get(name)) ?? all[0]]));
  const { interval = '', start = '', end = '' } = readPeriod(query);
  const parts = [...query].filter(([name]) => name.startsWith('card.')).map(([name, value]) => [name.slice(5), value]);
  return {
    ...Object.fromEntries(chosen), interval, start, end, filters: readFilters(query), parts: Object.fromEntries(parts),
  };
}

/** @param {Partial<State>} state @returns {URLSearchParams} without what is as at first */
export function stateQuery(state) {
  const query = new URLSearchParams();
  for (const [name, all] of Object.entries(choices)) {
    if (state[name] && state[name] !== all[0]) query.set(name, state[name]);
  }
  for (const [name, value] of Object.entries(span(state))) if (value !== '24h') query.set(name, value);
  writeFilters(query, state.filters);
  for (const [card, part] of Object.entries(state.parts)) query.set(`card.${card}`, part);
  return query;
}

function span({ interval, start, end }) {
  if (!start) return { interval };
  return end ? { start, end } : { start };
}

/** When, for the API: in the viewer's time zone. @returns {Record<string, string>} */
export const when = (state) => ({ ...span(state), timezone: zone });

/** @returns {string} "in the last 24 hours" */
export function whenText({ interval, start, end }) {
  if (start) return rangeText(start, end);
  const label = intervals[interval].toLowerCase();
  if (interval === 'all') return 'so far';
  return `in the ${label}`;
}

/** "from 28 Nov to 2 Dec 2026" */
function rangeText(start, end) {
  const write = (day, style) => (
    new Date(`${day}T00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...style }));
  const year = { year: 'numeric' };
  if (!end) return `since ${write(start, year)}`;
  if (start === end) return `on ${write(start, year)}`;
  return `from ${write(start, start.slice(0, 4) === end.slice(0, 4) ? {} : year)} to ${write(end, year)}`;
}

/**
 * What a number of an event is.
 *
 * @param {{event: 'clicks' | 'leads' | 'sales', unit: 'money' | 'number'}} state
 * @returns {{field: string, text: (value: number) => string, short: (value: number) => string,
 *   axis: (value: number) => string}} the member of rows, and how it is written: in words, in columns, at an axis
 */
export function measure({ event, unit }) {
  if (event === 'sales' && unit === 'money') {
    return { field: 'saleAmount', text: dollars, short: dollars, axis: (cents) => `$${compact(cents / 100)}` };
  }
  return { field: event, text: (value) => plural(value, event.slice(0, -1)), short: count, axis: compact };
}
