// What the page shows, as it stands in its address.

import { readFilters, writeFilters } from '../lib/filters.js';
import { zone } from '../lib/time.js';

/** @type {[string, string][]} the intervals of the API */
export const intervals = [
  ['24h', 'Last 24 hours'], ['7d', 'Last 7 days'], ['30d', 'Last 30 days'], ['90d', 'Last 90 days'],
  ['1y', 'Last 12 months'], ['mtd', 'Month to date'], ['qtd', 'Quarter to date'], ['ytd', 'Year to date'],
  ['all', 'All time'],
];

export const events = ['clicks', 'leads', 'sales'];

/**
 * @typedef {object} State
 * @property {'clicks' | 'leads' | 'sales'} event
 * @property {'timeseries' | 'funnel'} view
 * @property {'money' | 'number'} unit of sales
 * @property {string} interval '' where there are dates
 * @property {string} start YYYY-MM-DD, or ''
 * @property {string} end
 * @property {import('../lib/filters.js').Filter[]} filters
 * @property {Record<string, string>} parts the groupBy that a card shows, where it is not its first
 */

const choices = {
  event: events, view: ['timeseries', 'funnel'], unit: ['money', 'number'],
};

/** @param {string} search of an address @returns {State} what cannot be read is as at first */
export function readState(search) {
  const query = new URLSearchParams(search);
  const chosen = Object.entries(choices).map(([name, all]) => (
    [name, all.find((each) => each === query.get(name)) ?? all[0]]));
  const start = day(query.get('start'));
  const interval = intervals.some(([name]) => name === query.get('interval')) ? query.get('interval') : '24h';
  const parts = [...query].filter(([name]) => name.startsWith('card.')).map(([name, value]) => [name.slice(5), value]);
  return {
    ...Object.fromEntries(chosen), start, interval: start ? '' : interval, end: start && day(query.get('end')),
    filters: readFilters(query), parts: Object.fromEntries(parts),
  };
}

/** Dates are days here; other pages may give a time with them. */
const day = (text) => (/^\d{4}-\d\d-\d\d/.test(text ?? '') ? text.slice(0, 10) : '');

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

/** When, for the API: in the viewer's time zone. @param {State} state @returns {Record<string, string>} */
export const when = (state) => ({ ...span(state), timezone: zone });

/** @param {State} state @returns {string} "in the last 24 hours" */
export function whenText({ interval, start, end }) {
  if (start) return rangeText(start, end);
  const label = intervals.find(([name]) => name === interval)[1].toLowerCase();
  if (interval === 'all') return 'so far';
  return label.startsWith('last') ? `in the ${label}` : `in the ${label.replace(' to date', '')} to date`;
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
