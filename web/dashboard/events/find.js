// Finds an event that an address names.

import { api, operate } from '../lib/api.js';
import { idOf } from '../lib/stream.js';

const PAGE = 1000;
/** So many events are looked through at most. */
const MOST_PAGES = 20;

/**
 * @param {'clicks' | 'leads' | 'sales'} kind @param {string} id
 * @param {string | null} on its day in UTC, which saves looking through all others
 * @returns {Promise<any | null>} its row as /events has it
 */
export async function findEvent(kind, id, on) {
  if (kind === 'clicks') return findClick(id);
  const time = on ? { start: on, end: on, timezone: 'UTC' } : { interval: 'all' };
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const rows = await api('/events', { query: { event: kind, page, limit: PAGE, ...time } });
    const found = rows.find((row) => idOf(row) === id);
    if (found || !rows.length) return found ?? null;
  }
  return null;
}

async function findClick(clickId) {
  try {
    return await operate('/wait', { query: { event: 'click', clickId, timeout: 0 } });
  } catch (error) {
    if (error.status === 408) return null;
    throw error;
  }
}
