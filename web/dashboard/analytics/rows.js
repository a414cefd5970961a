// A row of a card: what it is, its number, a bar that compares it, and the filter that it sets.

import { make } from '../lib/dom.js';
import { dimensions, hasFilter, isAskable, rowText, withFilter, withoutFilter } from '../lib/filters.js';
import { country, shortURL } from '../lib/format.js';

/** The dimension of a groupBy. Addresses with their query are filtered by without it. */
export const dimensionOf = (groupBy) => (
  dimensions.find((each) => each.groupBy === (groupBy === 'top_urls' ? 'top_base_urls' : groupBy)));

/** What stands below the name of a row. */
const further = {
  top_links: (row) => `→ ${shortURL(row.url)}`,
  regions: (row) => country(row.country),
  cities: (row) => [row.region, country(row.country)].filter((text) => text && text !== 'Unknown').join(', '),
};

/**
 * @param {any} row of the API
 * @param {{groupBy: string, measure: ReturnType<import('./series.js').measure>, largest: number,
 *   view: import('./cards.js').View, chosen: () => void}} options `chosen` is called before the filter is set
 */
export function rowOf(row, { groupBy, measure, largest, view, chosen }) {
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
