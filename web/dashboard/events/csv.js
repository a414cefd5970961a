// The listed rows as a file for spreadsheets.

import { make } from '../lib/dom.js';

/** @param {any[]} rows @param {import('./columns.js').Column[]} columns @returns {string} as RFC 4180 has it */
export function csv(rows, columns) {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map((column) => value(column, row)))];
  return lines.map((line) => line.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function value({ name, text }, row) {
  if (name === 'time') return row.timestamp;
  if (name === 'amount') return (row.sale.amount / 100).toFixed(2);
  if (name === 'metadata') return JSON.stringify(row.metadata ?? {});
  return text(row);
}

function quoted(text) {
  // Spreadsheets take what begins so for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string} name of the file @param {string} text */
export function download(name, text) {
  const link = make('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv' })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
