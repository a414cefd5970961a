// What is configured: the destinations with their subscriptions, what the actions take, the keys of the harness.

import { operate } from '../lib/api.js';

/**
 * @typedef {{id: string, name: string, partnerAction: string, enabled: boolean, subscribe: string,
 *   mapping: Record<string, any>, warnings: string[]}} Subscription
 * @typedef {{id: string, name: string, enabled: boolean, apiKey: string | null,
 *   subscriptions: Subscription[]}} Destination
 * @typedef {{name: string, label: string, type: string, required: boolean, email?: boolean, mapping: any}} Field
 * @typedef {{partnerAction: string, name: string, trigger: string, fields: Field[]}} Action
 */

/** @type {Destination[]} */
let known = [];
const news = new EventTarget();
const once = new Map();

/** The destinations as they were last seen. */
export const knownDestinations = () => known;

/** @returns {Promise<Destination[]>} */
export async function loadDestinations(signal) {
  known = await operate('/segment/destinations', { signal });
  news.dispatchEvent(new Event('change'));
  return known;
}

/** @param {() => void} listener is told when the destinations have been loaded anew */
export const onSettings = (listener) => news.addEventListener('change', listener);

/** @param {string} id @returns {{destination: Destination, subscription: Subscription} | null} */
export function find(id) {
  for (const destination of known) {
    const subscription = destination.subscriptions.find((each) => each.id === id);
    if (subscription) return { destination, subscription };
  }
  return null;
}

/** @returns {Promise<Subscription>} as it is then */
export async function patchSubscription(id, change) {
  const answer = await operate(`/segment/subscriptions/${encodeURIComponent(id)}`, { method: 'PATCH', body: change });
  await loadDestinations();
  return answer;
}

/** @returns {Promise<Action[]>} what never changes while the harness runs */
export const loadActions = () => loadedOnce('/segment/actions');

/** @returns {Promise<{secretKey: string, segmentWriteKey: string, environment: Record<string, string>}>} */
export const loadKeys = () => loadedOnce('/keys');

function loadedOnce(path) {
  if (!once.has(path)) {
    const answer = operate(path);
    once.set(path, answer);
    answer.catch(() => once.delete(path));
  }
  return once.get(path);
}

/** What people call a field. @param {string} partnerAction @param {string} name @param {Action[]} actions */
export function labelOf(partnerAction, name, actions) {
  const action = actions.find((each) => each.partnerAction === partnerAction);
  return action?.fields.find((field) => field.name === name)?.label ?? name;
}
