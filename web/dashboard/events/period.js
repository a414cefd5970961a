// The time that is looked at: one that reaches to now, or from day to day.

import { make } from '../lib/dom.js';
import { now } from '../lib/time.js';

const texts = {
  '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days', '1y': 'Last 12 months',
  mtd: 'Month to date', qtd: 'Quarter to date', ytd: 'Year to date', all: 'All time', days: 'Custom range',
};

/** Before this day the API has nothing. */
const first = '2022-09-22';

/**
 * @param {(period: {interval?: string, start?: string, end?: string}) => void} onchange
 * @returns {{node: HTMLElement, show: (period: object) => void}}
 */
export function periodChoice(onchange) {
  const options = Object.entries(texts).map(([value, text]) => make('option', { value }, text));
  const select = make('select', { id: 'period' }, ...options);
  const [start, end] = ['From', 'To'].map((label) => make('input', { type: 'date', 'aria-label': label, min: first }));
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

/** @param {Date} date @returns {string} */
const localDay = (date) => new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
