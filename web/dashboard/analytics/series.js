// The rows of a time series: what their buckets are called, what their numbers mean.

import { count, dollars, compact, plural } from '../lib/format.js';

const anHour = 3_600_000;
const styles = {
  hour: [
    { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, { hour: '2-digit', minute: '2-digit' },
  ],
  day: [{ day: 'numeric', month: 'short' }, { day: 'numeric', month: 'short' }],
  month: [{ month: 'short', year: 'numeric' }, { month: 'short', year: 'numeric' }],
};

/** @param {string} text as the API writes it: `2026-03-02T00:00:00.000+0900` @returns {Date} */
export const bucketStart = (text) => new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

/**
 * The names of buckets, in the viewer's time zone.
 *
 * @param {{start: string}[]} rows
 * @param {string} interval tells what a single bucket is
 * @returns {{label: string, tick: string, hour?: number}[]}
 */
export function bucketNames(rows, interval) {
  const starts = rows.map(({ start }) => bucketStart(start));
  const width = starts.length > 1 ? starts[1] - starts[0] : { ytd: 30 * 24, all: 1 }[interval] * anHour || 24 * anHour;
  const unit = width <= anHour ? 'hour' : width < 27 * anHour ? 'day' : 'month';
  const hasYears = unit === 'day' && starts[0]?.getFullYear() !== starts.at(-1)?.getFullYear();
  const format = (style) => new Intl.DateTimeFormat('en-GB', style);
  const full = format({ ...styles[unit][0], ...(hasYears && { year: 'numeric' }) });
  const [short, day] = [format(styles[unit][1]), format(styles.day[1])];
  return starts.map((start) => {
    const hour = unit === 'hour' ? start.getHours() : undefined;
    // The hour at which a day begins says which day that is.
    return { label: full.format(start), tick: (hour === 0 ? day : short).format(start), hour };
  });
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
