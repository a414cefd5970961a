// The list of links, a row each.

import { makeMenu } from './menu.js';
import { nameOf } from './name.js';
import { $, copyButton, make } from '../lib/dom.js';
import { count, dollars, plural, shortURL } from '../lib/format.js';
import { now, time } from '../lib/time.js';

/**
 * @typedef {Record<'edit' | 'showQR' | 'delete' | 'archive' | 'track', (link: any) => void>} Acts
 */

/**
 * Draws the list; the focus stays with its link, or where the link was.
 *
 * @param {HTMLElement} place
 * @param {any[]} links
 * @param {Acts} acts
 * @param {string} [focusID] the link that gets the focus instead
 */
export function drawList(place, links, acts, focusID) {
  const focus = focusID ? { id: focusID, act: 'open' } : focused(place);
  place.replaceChildren(make('table', { class: 'links', 'aria-labelledby': 'told' },
    make('thead', {}, make('tr', {}, heading('Link'), heading('Clicks', 'number'), heading('Leads', 'number'),
      heading('Sales', 'number'), heading('Created'), make('td'))),
    make('tbody', {}, ...links.map((link) => row(link, acts)))));
  if (focus) restore(place, focus);
}

const heading = (text, kind) => make('th', { scope: 'col', class: kind }, text);

function focused(place) {
  const control = document.activeElement;
  const current = place.contains(control) && control.closest('tr[data-id]');
  return current && { id: current.dataset.id, act: control.dataset.act, index: current.sectionRowIndex };
}

function restore(place, { id, act, index }) {
  const rows = [...place.querySelectorAll('tr[data-id]')];
  const target = rows.find((each) => each.dataset.id === id) ?? rows[Math.min(index, rows.length - 1)];
  (target?.querySelector(`[data-act="${act}"]`) ?? $('#create')).focus();
}

function row(link, acts) {
  const name = nameOf(link);
  const act = (id, text, label, run) => make('button', {
    type: 'button', class: 'small quiet', 'data-act': id, 'aria-label': `${label} ${name}`, onclick: () => run(link),
  }, text);
  const copy = copyButton(link.shortLink, `the short link ${name}`);
  copy.dataset.act = 'copy';
  const cell = (label, kind, ...content) => make('td', { class: kind, 'data-label': label }, ...content);
  return make('tr', { 'data-id': link.id, class: link.archived ? 'archived' : null },
    make('th', { scope: 'row' }, ...about(link, name)),
    cell('Clicks', 'number', count(link.clicks), lastClick(link)), cell('Leads', 'number', count(link.leads)),
    cell('Sales', 'number', dollars(link.saleAmount), make('small', {}, plural(link.sales, 'sale'))),
    cell('Created', null, time(link.createdAt)),
    make('td', { class: 'acts' }, make('div', {},
      copy, act('qr', 'QR', 'QR code of', acts.showQR), act('edit', 'Edit', 'Edit', acts.edit),
      ...makeMenu(link, name, acts))));
}

/** What a link is: its address, where it leads, and what is special about it. */
function about(link, name) {
  const leads = link.url ? shortURL(link.url) : 'No destination';
  return [
    make('span', { class: 'first' },
      make('a', { class: 'short', href: link.shortLink, target: '_blank', rel: 'noopener', 'data-act': 'open' }, name,
        make('span', { class: 'unseen' }, ' (opens in a new tab)')),
      ...badges(link)),
    // A destination can be any URL, `javascript:` too: only those of the web become links.
    /^https?:/i.test(link.url)
      ? make('a', {
        class: 'destination', href: link.url, target: '_blank', rel: 'noopener noreferrer',
        title: link.url.slice(0, 500),
      }, leads, make('span', { class: 'unseen' }, ' (destination, opens in a new tab)'))
      : make('span', { class: 'destination' }, leads),
    link.trackConversion ? null : make('small', {}, 'No dub_id is added; leads cannot be attributed.'),
    link.comments && make('small', { class: 'comments' }, link.comments),
  ].filter(Boolean);
}

function badges(link) {
  const badge = (text, kind = '') => make('span', { class: `badge ${kind}` }, text);
  return [
    link.trackConversion ? badge('Conversions on', 'good') : badge('Conversions off'),
    link.archived && badge('Archived', 'mixed'),
    link.expiresAt && new Date(link.expiresAt) <= now() && badge('Expired', 'bad'),
    link.password && badge('Password'),
    ...link.tags.map((tag) => badge(tag.name, 'tag')),
  ].filter(Boolean);
}

const lastClick = ({ lastClicked }) => lastClicked
  && make('small', {}, make('span', { class: 'unseen' }, 'last click '), time(lastClicked));
