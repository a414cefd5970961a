// From one page of the list to the next.

import { make } from '../lib/dom.js';
import { count } from '../lib/format.js';

/**
 * @param {HTMLElement} place
 * @param {{total: number, pageSize: number, page: number, go: (page: number) => void}} options
 */
export function drawPages(place, { total, pageSize, page, go }) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  place.hidden = last === 1 && page === 1;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.step : null;
  const step = (name, to) => {
    const isThere = to >= 1 && to <= last;
    return make('button', {
      type: 'button', class: 'small quiet', 'data-step': name, 'aria-disabled': isThere ? null : 'true',
      onclick: () => { if (isThere) go(to); },
    }, name);
  };
  place.replaceChildren(
    step('Previous', Math.min(page - 1, last)), make('span', {}, `Page ${count(page)} of ${count(last)}`),
    step('Next', page + 1));
  // Both buttons can be focused at either end, so that the focus has its place.
  if (focused) place.querySelector(`[data-step="${focused}"]`).focus();
}
