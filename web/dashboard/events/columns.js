// The columns of the three kinds of events (dub-api.md, section 19).

import { make } from '../lib/dom.js';
import { continent, country, dollars, shortURL, trigger } from '../lib/format.js';
import { exactText } from '../lib/time.js';
import { withoutQuery } from './matching.js';

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} label
 * @property {number} width in rem
 * @property {(row: any) => string} text
 * @property {(row: any) => [string, string]} [filter] the filter that asks for the value
 * @property {boolean} [number] written flush right
 * @property {boolean} [code] an id or an address, which reads from left to right
 */

/** Metadata is shown whole in the details; a cell has the beginning. */
const longest = 200;
const known = (value) => value || 'Unknown';
const by = (name) => (row) => [name, row[name]];
const ofClick = (name) => (row) => [name, row.click[name]];
const byCustomer = (row) => ['customerId', row.customer.id];

/** @type {Record<string, Omit<Column, 'name'>>} */
const all = {
  time: { label: 'Time', width: 8, text: (row) => exactText(new Date(row.timestamp)) },
  amount: { label: 'Amount', width: 7, number: true, text: (row) => dollars(row.sale.amount) },
  event: { label: 'Event', width: 11, text: (row) => row.eventName, filter: (row) => ['eventName', row.eventName] },
  trigger: { label: 'Trigger', width: 7, text: (row) => trigger(row.click.trigger), filter: ofClick('trigger') },
  link: {
    label: 'Link', width: 15, code: true, text: (row) => shortURL(row.link.shortLink),
    filter: (row) => ['linkId', row.link.id],
  },
  url: {
    label: 'Destination URL', width: 20, code: true, text: (row) => shortURL(row.url),
    filter: (row) => ['url', withoutQuery(row.url)],
  },
  customer: {
    label: 'Customer', width: 14, text: ({ customer }) => customer.email || customer.name || customer.externalId,
    filter: byCustomer,
  },
  customerName: { label: 'Customer name', width: 12, text: (row) => known(row.customer.name), filter: byCustomer },
  externalId: {
    label: 'External id', width: 11, code: true, text: (row) => row.customer.externalId, filter: byCustomer,
  },
  invoice: { label: 'Invoice id', width: 10, code: true, text: (row) => row.sale.invoiceId || '–' },
  country: { label: 'Country', width: 9, text: (row) => country(row.country), filter: by('country') },
  city: { label: 'City', width: 9, text: (row) => known(row.city), filter: by('city') },
  region: { label: 'Region', width: 7, text: (row) => known(row.click.region), filter: ofClick('region') },
  continent: { label: 'Continent', width: 9, text: (row) => continent(row.continent), filter: by('continent') },
  device: { label: 'Device', width: 7, text: (row) => known(row.device), filter: by('device') },
  browser: { label: 'Browser', width: 8, text: (row) => known(row.browser), filter: by('browser') },
  os: { label: 'OS', width: 7, text: (row) => known(row.os), filter: by('os') },
  referrer: { label: 'Referrer', width: 11, text: (row) => row.click.referer, filter: ofClick('referer') },
  referrerUrl: {
    label: 'Referrer URL', width: 16, code: true, text: (row) => shortURL(row.click.refererUrl),
    filter: (row) => ['refererUrl', withoutQuery(row.click.refererUrl)],
  },
  clickId: { label: 'Click id', width: 11, code: true, text: (row) => row.click.id },
  eventId: { label: 'Event id', width: 11, code: true, text: (row) => row.eventId },
  ip: { label: 'IP', width: 9, code: true, text: (row) => known(row.ip) },
  metadata: { label: 'Metadata', width: 16, code: true, text: (row) => metadataText(row.metadata) },
};

const ofVisits = 'country city region continent device browser os referrer referrerUrl';
const names = {
  clicks: `time trigger link url ${ofVisits} clickId ip`,
  leads: `time event link url customer customerName externalId ${ofVisits} ip clickId eventId metadata`,
  sales: `time amount event customer customerName externalId link url invoice ${ofVisits} ip clickId eventId metadata`,
};
const shownAtFirst = {
  clicks: 'time link country device referrer',
  leads: 'time event link customer referrer',
  sales: 'time amount event customer link referrer',
};

/** @param {'clicks' | 'leads' | 'sales'} kind @returns {Column[]} all there are, in their order */
export const columnsOf = (kind) => names[kind].split(' ').map((name) => ({ name, ...all[name] }));

/** @returns {string[]} the names of those that are shown if nobody chooses */
export const usualColumns = (kind) => shownAtFirst[kind].split(' ');

const key = (kind) => `dubcheck.events.${kind}`;

/**
 * The columns to show: those of the address, or those chosen last, or the usual ones; the time always.
 *
 * @param {string | null} text as the address has them @returns {string[]}
 */
export function chosenColumns(kind, text) {
  const wanted = (text ?? localStorage.getItem(key(kind)))?.split(',');
  const offered = columnsOf(kind).map(({ name }) => name);
  const found = wanted && offered.filter((name) => name === 'time' || wanted.includes(name));
  return found && found.length > 1 ? found : usualColumns(kind);
}

/** Remembers a choice. @param {string[]} chosen */
export const keepColumns = (kind, chosen) => localStorage.setItem(key(kind), chosen.join(','));

function metadataText(metadata) {
  const text = JSON.stringify(metadata ?? {});
  return text === '{}' ? '–' : text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The rows of a file for spreadsheets: times and amounts so that they can be read as such. @param {any[]} rows */
export const cells = (rows, columns) => rows.map((row) => columns.map(({ name, text }) => {
  if (name === 'time') return row.timestamp;
  if (name === 'amount') return row.sale.amount / 100;
  return name === 'metadata' ? JSON.stringify(row.metadata ?? {}) : text(row);
}));

/**
 * The button that opens a dialog in which columns are chosen.
 *
 * @param {() => {kind: string, chosen: string[]}} current @param {(chosen: string[]) => void} onchange
 */
export function columnChooser(current, onchange) {
  return make('button', { type: 'button', class: 'small quiet', 'aria-haspopup': 'dialog', onclick: open }, 'Columns');

  function open() {
    const { kind, chosen } = current();
    const columns = columnsOf(kind);
    const inputs = columns.map(({ name }) => (
      make('input', { type: 'checkbox', value: name, checked: chosen.includes(name), disabled: name === 'time' })));
    const boxes = columns.map(({ label }, index) => make('li', {}, make('label', {}, inputs[index], label)));
    const set = (chosenNames) => inputs.forEach((input) => { input.checked = chosenNames.includes(input.value); });
    const box = make('dialog', { class: 'card', 'aria-labelledby': 'columns-title' },
      make('form', { method: 'dialog' }, make('h2', { id: 'columns-title' }, `Columns of ${kind}`),
        make('ul', { class: 'plain column-list' }, ...boxes),
        make('p', { class: 'actions' }, make('button', { value: 'show' }, 'Show'),
          make('button', { type: 'button', class: 'quiet', onclick: () => set(usualColumns(kind)) }, 'The usual ones'),
          make('button', { type: 'button', class: 'quiet', onclick: () => box.close('') }, 'Cancel'))));
    box.addEventListener('close', () => {
      box.remove();
      if (box.returnValue === 'show') onchange(inputs.filter(({ checked }) => checked).map(({ value }) => value));
    });
    document.body.append(box);
    box.showModal();
  }
}
