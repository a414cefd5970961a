// An event of the log: one line, and everything that became of it when it is opened.

import { make } from '../lib/dom.js';
import { time } from '../lib/time.js';
import { entryBody } from './entry-body.js';
import { outcome } from './outcome.js';
import { noted, place } from './place.js';

/**
 * @param {any} entry as the API has it
 * @param {{actions: object[], sendAgain: (event: object) => Promise<void>, changed: (entry: object) => void}} tools
 * @returns {HTMLDetailsElement}
 */
export function entryNode(entry, tools) {
  const node = make('details', { class: 'entry card', 'data-number': entry.number, 'data-message': entry.messageId },
    make('summary', {}), make('div', { class: 'entry-body' }));
  node.tools = tools;
  node.addEventListener('toggle', () => {
    const isNamed = place().message === entry.messageId;
    if (node.open) {
      fillBody(node);
      if (place().tab === 'deliveries') noted({ message: entry.messageId });
    } else if (isNamed && place().tab === 'deliveries') noted({ message: null });
  });
  redraw(node, entry);
  return node;
}

/** Shows an event as it is now; what is open stays so. @param {any} node @param {any} entry */
export function redraw(node, entry) {
  const text = JSON.stringify(entry);
  if (node.drawn === text) return;
  node.drawn = text;
  node.entry = entry;
  const [summary, body] = node.children;
  const { words, kind } = outcome(entry);
  const user = entry.userId ?? entry.payload?.anonymousId;
  summary.replaceChildren(
    make('span', { class: `badge ${kind}` }, words),
    make('strong', { class: 'event-name' }, entry.event ?? entry.payload?.name ?? entry.type ?? 'event'),
    make('span', { class: 'hint user' }, [entry.type, user].filter(Boolean).join(' · ')),
    time(entry.receivedAt));
  if (!node.open) return body.replaceChildren();
  const hadFocus = body.contains(document.activeElement);
  fillBody(node, true);
  if (hadFocus) summary.focus();
}

function fillBody(node, isAnew = false) {
  const body = node.children[1];
  if (isAnew || !body.hasChildNodes()) body.replaceChildren(...entryBody(node.entry, node.tools));
}
