// What the harness says of a mapping, sorted by the field it is about.

import { ApiError, operate } from '../lib/api.js';
import { sentence } from './json.js';

/** Where a message is about; a draft is read as a list of one. */
const placed = /^(?:subscriptions\[0\]\.)?(subscribe|name|enabled|mapping(?:\.\S+)?)\s+([\s\S]*)$/;

/**
 * Messages by field: `subscribe`, `name`, `mapping.clickId` …, and '' for what is about none.
 *
 * @param {string[]} messages as the API writes them, the place first
 * @returns {Map<string, string[]>}
 */
export function sorted(messages) {
  const byField = new Map();
  for (const message of messages) {
    const [, place, rest] = placed.exec(message) ?? [null, '', message];
    const inMapping = place === 'mapping' ? /\/(?!@)([^/\s]+)/.exec(rest)?.[1] : null;
    const field = inMapping ? `mapping.${inMapping}` : place;
    byField.set(field, [...(byField.get(field) ?? []), sentence(rest.replace(/\.$/, '').concat('.'))]);
  }
  return byField;
}

/**
 * What is wrong or odd in a subscription that is not saved.
 *
 * @returns {Promise<{problems: Map<string, string[]>, warnings: Map<string, string[]>}>}
 */
export async function check(subscription, event, destinationId) {
  try {
    const answer = await preview(subscription, event ?? { type: 'track', event: 'Sign Up' }, destinationId);
    const step = stepOf(answer);
    const lints = (step?.advice ?? []).filter((advice) => advice.id === 'trigger-lint');
    return { problems: new Map(), warnings: sorted(lints.map(({ message }) => `subscribe ${message}`)) };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 422) throw error;
    return { problems: sorted(error.message.split('; ')), warnings: new Map() };
  }
}

/** What would become of an event; nothing is sent. A mapping that is off is asked as if it were on. */
export function preview({ enabled, ...subscription }, event, destinationId) {
  const body = { event, subscription: { ...subscription, enabled: true }, destinationId };
  return operate('/segment/preview', { method: 'POST', body });
}

/** The only step of a preview of one subscription. */
export const stepOf = (answer) => answer.destinations.flatMap((destination) => destination.steps)[0];
