// Tables as files for spreadsheets.

import { make } from './dom.js';

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
