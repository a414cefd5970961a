// Sends events to the harness as a server with Segment's SDK does.

import { ApiError } from '../lib/api.js';
import { loadKeys } from './settings.js';

/** What the harness has added to an event. */
const added = ['messageId', 'receivedAt', 'sentAt', 'timestamp', 'originalTimestamp', 'version', 'channel', 'writeKey'];

/**
 * Sends an event, with a message id of its own.
 *
 * @param {Record<string, any>} event
 * @returns {Promise<string>} the message id
 */
export async function send(event) {
  const { segmentWriteKey } = await loadKeys();
  const own = Object.fromEntries(Object.entries(event).filter(([name]) => !added.includes(name)));
  const messageId = `dashboard-${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  const response = await fetch(`/v1/${encodeURIComponent(event.type ?? 'track')}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...own, messageId, writeKey: segmentWriteKey }),
  });
  if (!response.ok) throw new ApiError(`The event was not accepted: ${(await response.text()).slice(0, 300)}`,
    response.status);
  return messageId;
}

/** The same as a command. @param {Record<string, any>} event @param {string} writeKey */
export function command(event, writeKey) {
  const { type = 'track', ...rest } = event;
  const body = JSON.stringify(rest, null, 2).replaceAll("'", "'\\''");
  return `curl ${location.origin}/v1/${type} -u ${writeKey}: -H 'Content-Type: application/json' -d '${body}'`;
}
