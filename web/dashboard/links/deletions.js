// Deleting with a way back: the row goes at once, the link only when nobody wants it back.

import { nameOf } from './name.js';
import { api } from '../lib/api.js';
import { $, say, toast } from '../lib/dom.js';

const seconds = 8;

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

    /** @param {any} link */
    begin(link) {
      const close = toast(`Deleted ${nameOf(link)}`, {
        action: 'Undo', run: () => undo(link.id), end: () => send(link.id), seconds,
      });
      pending.set(link.id, { link, close, isSent: false });
      changed();
    },
  };
}
