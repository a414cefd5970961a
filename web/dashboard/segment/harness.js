// What is asked of the harness: destinations with their subscriptions, actions, keys, previews; and events to send.

import { ApiError, operate } from '../lib/api.js';
import { sentence } from './page.js';

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
const knownDestinations = () => known;

/** @returns {Promise<Destination[]>} */
export async function loadDestinations(signal) {
  known = await operate('/segment/destinations', { signal });
  news.dispatchEvent(new Event('change'));
  return known;
}

/** @param {() => void} listener is told when the destinations have been loaded anew */
const onSettings = (listener) => news.addEventListener('change', listener);

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

const person = { name: 'Ada Example', email: 'ada@example.com' };

/** @type {{name: string, about: string, event: Record<string, any>}[]} */
export const samples = [
  {
    name: 'Sign-up as documented',
    about: 'The call of Dub’s guide: the click id is in context.traits, where the default mapping does not look.',
    event: {
      type: 'track', event: 'Sign Up', userId: 'user_1',
      context: { traits: { ...person, avatar: 'https://example.com/ada.png', clickId: 'CLICK_ID' } },
      integrations: { All: true },
    },
  },
  {
    name: 'Sign-up with dub_id',
    about: 'The click id is where the default mapping reads it.',
    event: {
      type: 'track', event: 'Sign Up', userId: 'user_1', context: { traits: person },
      integrations: { All: true, 'Dub (Actions)': { dub_id: 'CLICK_ID' } },
    },
  },
  {
    name: 'Order Completed',
    about: 'A sale: revenue in cents, and the payment processor, which the default mapping does not read.',
    event: {
      type: 'track', event: 'Order Completed', userId: 'user_1',
      properties: { payment_processor: 'stripe', order_id: 'order_1', currency: 'usd', revenue: 4900 },
      integrations: { All: true },
    },
  },
];

/** @param {string} partnerAction */
export const sampleFor = (partnerAction) => (partnerAction === 'trackSale' ? samples[2] : samples[0]);

/** All paths that an event has values at. @param {any} event @returns {string[]} */
export function pathsOf(event) {
  const paths = [];
  const walk = (value, path) => {
    if (paths.length >= 200) return;
    if (path !== '$') paths.push(path);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    for (const [key, child] of Object.entries(value)) {
      // A key with a dot or a quote cannot be addressed.
      if (!/[."'[\]]/.test(key)) walk(child, `${path}.${key}`);
    }
  };
  walk(event, '$');
  return paths;
}
