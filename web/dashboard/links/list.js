// The list of links: a row each with what can be done with it, its pages, and deleting with a way back.

import { api, queryText } from '../lib/api.js';
import { $, copyButton, make, openDialog, say, toast } from '../lib/dom.js';
import { count, dollars, plural, shortURL } from '../lib/format.js';
import { now, time } from '../lib/time.js';

/** A short link without its port and its scheme, which would only be in the way: "go.localhost/spring". */
export const nameOf = ({ domain, key }) => (key === '_root' ? domain : `${domain}/${key}`);

/** @typedef {Record<'edit' | 'showQR' | 'delete' | 'archive' | 'track', (link: any) => void>} Acts */

/**
 * Draws the list; the focus stays with its link, or where the link was.
 *
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

// MARK: what can be done with a link beside the buttons of its row

/** The button with three points, and the menu that it opens, which belongs right after it. */
function makeMenu(link, name, acts) {
  const menu = make('div', { class: 'menu', popover: 'auto', role: 'group', 'aria-label': `More for ${name}` });
  const button = make('button', {
    type: 'button', class: 'small quiet', 'data-act': 'more', 'aria-label': `More for ${name}`,
    popoverTargetElement: menu,
  }, '⋯');
  menu.addEventListener('beforetoggle', (event) => { if (event.newState === 'open') fill(menu, link, acts); });
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'open') return;
    stand(menu, button);
    menu.querySelector('a').focus();
  });
  return [button, menu];
}

function fill(menu, link, acts) {
  const go = (text, href, more) => make('a', { href, ...more }, text);
  const act = (text, run, kind = '') => make('button', {
    type: 'button', class: kind, onclick: () => { menu.hidePopover(); run(link); },
  }, text);
  const isRoot = link.key === '_root';
  menu.replaceChildren(...[
    go('Open in a new tab', link.shortLink, { target: '_blank', rel: 'noopener' }),
    go('Analytics', `/dashboard/analytics?linkId=${link.id}`), go('Events', `/dashboard/events?linkId=${link.id}`),
    act(link.trackConversion ? 'Stop tracking conversions' : 'Track conversions', acts.track),
    act(link.archived ? 'Take out of the archive' : 'Archive', acts.archive),
    // The API keeps it too: it goes with its domain.
    isRoot ? null : act('Delete', acts.delete, 'danger'),
  ].filter(Boolean));
}

/** Puts the menu under its button, or over it where there is no room. */
function stand(menu, button) {
  const [at, size] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
  const isLow = at.bottom + size.height + 8 > innerHeight && at.top > size.height + 8;
  menu.style.left = `${scrollX + Math.max(8, at.right - size.width)}px`;
  menu.style.top = `${scrollY + (isLow ? at.top - size.height - 4 : at.bottom + 4)}px`;
}

// MARK: pages

/** @param {{total: number, pageSize: number, page: number, go: (page: number) => void}} options */
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

// MARK: QR codes

const sizes = [300, 600, 1200, 2400];

/** Shows the QR code of a link. */
export function openQR(link) {
  const picture = (size) => `/qr${queryText({ url: `${link.shortLink}?qr=1`, size })}`;
  const name = `qr-${link.key.replaceAll(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 60)}.png`;
  const address = () => new URL(picture(size.value), location.href).href;
  const size = make('select', { id: 'qr-size' },
    ...sizes.map((each) => make('option', { value: each, selected: each === 600 }, `${each} × ${each} pixels`)));
  const download = make('a', { class: 'button', download: name, href: picture(600) }, 'Download PNG');
  size.addEventListener('change', () => { download.href = picture(size.value); });
  const box = make('dialog', { class: 'card qr', 'aria-labelledby': 'qr-title' },
    make('div', { class: 'head' }, make('h2', { id: 'qr-title' }, 'QR code'),
      make('button', { type: 'button', class: 'small quiet', autofocus: true, onclick: () => box.close() }, 'Close')),
    make('img', { src: picture(600), alt: `QR code that opens ${nameOf(link)}`, width: 300, height: 300 }),
    make('p', { class: 'address' }, nameOf(link)),
    make('p', { class: 'hint' }, 'It opens the short link with ?qr=1, which counts the click as a QR scan.'),
    make('div', {}, make('label', { for: 'qr-size' }, 'Size'), size),
    make('p', { class: 'actions' }, download,
      copyButton(address, 'the address of the picture', 'Copy its address')));
  openDialog(box);
}

// MARK: deleting: the row goes at once, the link only when nobody wants it back

/**
 * @param {{changed: (focusID?: string) => void, deleted: () => void}} page `changed`: another link is to be hidden, or
 *   shown again and focused; `deleted`: the server has one less
 */
export function makeDeletions({ changed, deleted }) {
  /** @type {Map<string, {link: any, close: () => void, isSent: boolean}>} */
  const pending = new Map();

  const undo = (id) => {
    const entry = pending.get(id);
    if (!entry || entry.isSent) return;
    pending.delete(id);
    entry.close();
    changed(id);
    say(`${nameOf(entry.link)} is back`);
  };

  const send = async (id, keepalive = false) => {
    const entry = pending.get(id);
    if (!entry || entry.isSent) return;
    entry.isSent = true;
    entry.close();
    try {
      await api(`/links/${id}`, { method: 'DELETE', keepalive });
      deleted();
    } catch (error) {
      pending.delete(id);
      changed();
      toast(`${nameOf(entry.link)} is still there: ${error.message}`, { kind: 'error' });
    }
  };

  const sendAll = () => { for (const id of pending.keys()) send(id, true); };
  addEventListener('pagehide', sendAll);
  document.addEventListener('visibilitychange', () => { if (document.hidden) sendAll(); });

  document.addEventListener('keydown', (event) => {
    const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const last = [...pending].findLast(([, { isSent }]) => !isSent);
    if (!isUndo || !last || event.target.matches('input, textarea, select') || $('dialog[open]')) return;
    event.preventDefault();
    undo(last[0]);
  });

  return {
    /** @param {string} id whether the link is deleted, or about to be */
    has: (id) => pending.has(id),

    begin(link) {
      const close = toast(`Deleted ${nameOf(link)}`, {
        action: 'Undo', run: () => undo(link.id), end: () => send(link.id), seconds: 8,
      });
      pending.set(link.id, { link, close, isSent: false });
      changed();
    },
  };
}
