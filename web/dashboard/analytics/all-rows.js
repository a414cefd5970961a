// All rows of a card, in a dialog with a field to find some.

import { make } from '../lib/dom.js';
import { rowText } from '../lib/filters.js';
import { count } from '../lib/format.js';

/** How many rows stand in the dialog; the CSV has all. */
const most = 300;

/**
 * @param {{title: string, rows: any[], dimension: import('../lib/filters.js').Dimension,
 *   rowList: (rows: any[], chosen: () => void) => HTMLElement}} options
 */
export function showRows({ title, rows, dimension: { name, field = name }, rowList }) {
  const find = make('input', { type: 'search', id: 'find-row', autocomplete: 'off' });
  const place = make('div', { class: 'all-rows' });
  const state = make('p', { class: 'hint', role: 'status' });
  const box = make('dialog', { class: 'card', 'aria-labelledby': 'all-title' },
    make('div', { class: 'head' }, make('h2', { id: 'all-title' }, title),
      make('button', { type: 'button', class: 'small quiet', onclick: () => box.close() }, 'Close')),
    make('div', {}, make('label', { for: 'find-row' }, 'Find'), find), state, place);
  const draw = () => {
    const words = find.value.trim().toLowerCase();
    const fits = rows.filter((row) => `${row[field]} ${rowText(name, row[field], row)}`.toLowerCase().includes(words));
    place.replaceChildren(rowList(fits.slice(0, most), () => box.close()));
    state.textContent = fits.length > most ? `The first ${count(most)} of ${count(fits.length)}: type to find others.`
      : `${count(fits.length)} of ${count(rows.length)}`;
  };
  find.addEventListener('input', draw);
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  draw();
  box.showModal();
}
