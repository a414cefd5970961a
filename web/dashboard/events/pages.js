// Goes to older and newer pages.

import { $, make } from '../lib/dom.js';
import { count, plural } from '../lib/format.js';
import { PAGE_SIZE } from './address.js';

const names = { clicks: 'click', leads: 'lead', sales: 'sale' };

/**
 * @param {{kind: string, page: number, rows: number, total: number | null, go: (page: number) => void}} options
 *   `rows` are those listed: on the newest page, those that came in are among them
 */
export function showPages({ kind, page, rows, total, go }) {
  const place = $('#pages');
  const pages = total === null ? null : Math.max(1, Math.ceil(total / PAGE_SIZE));
  const next = page === 1 ? Math.max(2, Math.floor(rows / PAGE_SIZE) + 1) : page + 1;
  const hasNext = pages === null ? rows >= PAGE_SIZE : next <= pages;
  const of = total === null ? '' : ` of ${plural(total, names[kind])}`;
  const text = `${pages > 1 ? `Page ${count(page)} of ${count(pages)} · ` : ''}${count(rows)}${of} listed`;
  const buttons = place.querySelectorAll('button');
  const [first, newer, older] = buttons.length ? buttons : ['Newest', 'Newer', 'Older'].map(
    (label) => make('button', { type: 'button', class: 'small quiet' }, label));
  first.onclick = () => go(1);
  newer.onclick = () => go(page - 1);
  older.onclick = () => go(next);
  // A button that has the focus keeps it: it only says that there is no more.
  for (const [button, isThere] of [[first, page > 1], [newer, page > 1], [older, hasNext]]) {
    button.setAttribute('aria-disabled', String(!isThere));
    if (!isThere) button.onclick = null;
  }
  if (!buttons.length) place.append(make('span', { class: 'hint' }), first, newer, older);
  place.querySelector('span').textContent = text;
  place.classList.toggle('single', page === 1 && !hasNext);
}
