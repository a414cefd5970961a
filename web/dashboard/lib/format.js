// How values are written.

import { make } from './dom.js';

const whole = new Intl.NumberFormat('en');
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const regions = new Intl.DisplayNames(['en'], { type: 'region' });

export const count = (value) => whole.format(value ?? 0);

/** @param {number} value for axes, where room is scarce: 1.2K */
export const compact = (value) => short.format(value ?? 0);

/** @returns {string} "–" of nothing */
export const percent = (part, of) => (of ? percents.format(part / of) : '–');

/** @param {number} cents of US dollars, in which amounts are kept */
export const dollars = (cents) => money.format((cents ?? 0) / 100);

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** @param {string} code of two letters @returns {string} "Unknown" where there is none */
export function country(code) {
  if (!code || code === 'Unknown') return 'Unknown';
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

const continents = {
  AF: 'Africa', AN: 'Antarctica', AS: 'Asia', EU: 'Europe', NA: 'North America', OC: 'Oceania', SA: 'South America',
};

/** @param {string} code of two letters */
export const continent = (code) => continents[code] ?? (code || 'Unknown');

const triggers = { link: 'Link click', qr: 'QR scan', pageview: 'Page View', deeplink: 'Deep Link' };

/** @param {string} name as the API has it */
export const trigger = (name) => triggers[name] ?? (name || 'Unknown');

/** @returns {string} without the scheme and a slash at the end, as people read it */
export const shortURL = (url) => url.replace(/^https?:\/\//, '').replace(/\/$/, '');

// Tables as files for spreadsheets.

/** A table as CSV (RFC 4180). @param {string[]} names the first line @param {(string | number | null)[][]} rows */
export const csvText = (names, rows) => [names, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');

function field(value) {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '');
  // Spreadsheets take what begins so for a formula; with the apostrophe it is text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives a file to whoever looks at the page. */
export function download(name, text, type = 'text/csv') {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = make('a', { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
