// What the parts of the page share: where on it somebody is, JSON, and what is asked of the harness.

import { ApiError, operate } from '../lib/api.js';
import { make, snippet, toast } from '../lib/dom.js';

const names = ['deliveries', 'destination', 'mappings'];

/** @returns {{tab: string, message: string | null, subscription: string | null}} */
export function place() {
  const query = new URLSearchParams(location.search);
  const subscription = query.get('subscription');
  const tab = subscription ? 'mappings' : query.get('tab');
  return { tab: names.includes(tab) ? tab : 'deliveries', message: query.get('message'), subscription };
}

/**
 * The address of another place on the page.
 *
 * @param {{tab?: string | null, message?: string | null, subscription?: string | null}} change what is left out stays
 */
function address(change) {
  const { tab, message, subscription } = { ...place(), ...change };
  const query = new URLSearchParams();
  if (subscription && tab === 'mappings') query.set('subscription', subscription);
  else if (tab !== 'deliveries') query.set('tab', tab);
  if (message) query.set('message', message);
  return query.size ? `?${query}` : location.pathname;
}

/** Goes there, as a step that Back undoes. @param {{silent?: boolean}} options silent: the page is there already */
export function changed(change, { silent = false } = {}) {
  history.pushState(null, '', address(change));
  if (!silent) tell();
}

/** Notes in the URL what the page shows already. */
export const noted = (change) => history.replaceState(null, '', address(change));

/** @param {() => void} listener is told when the place has changed */
export const arrived = (listener) => addEventListener('place', listener);

/** Makes a link within the page not load it anew. */
function followed(event) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, '', event.currentTarget.href);
  tell();
}

/** A link to another place on the page. @param {object} change as `address` takes it @param {object} more properties */
export const linkTo = (change, text, more = {}) =>
  make('a', { href: address({ subscription: null, message: null, ...change }), onclick: followed, ...more }, text);

const tell = () => dispatchEvent(new Event('place'));

addEventListener('popstate', tell);

/** @param {() => void} onclick @param {string} kind its classes @param {object} more properties */
export const button = (text, onclick, kind = 'small quiet', more = {}) =>
  make('button', { type: 'button', class: kind, onclick, ...more }, text);

/** A control below its label, and what is said of it. */
export const labelled = (label, control, ...more) =>
  make('div', {}, make('label', { for: control.id }, label), control, ...more);

/** A box that switches something on and off. */
export const onOff = (checked, properties) =>
  make('input', { type: 'checkbox', role: 'switch', checked, ...properties });

/** Texts of a kind, a paragraph each. @param {string} kind `error`, `warning` */
export const lines = (kind, texts = []) => texts.map((text) => make('p', { class: kind }, text));

export const table = (kind, columns, rows) => make('table', { class: kind },
  make('thead', {}, make('tr', {}, ...columns.map((title) => make('th', { scope: 'col' }, title)))),
  make('tbody', {}, ...rows));

/** Says why something was not done. */
export function failed(error) {
  toast(error.message, { kind: 'error', seconds: 12 });
}

export const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value as JSON over several lines, with a button that copies it. @param {unknown} value */
export function json(value, label) {
  const node = snippet(JSON.stringify(value, null, 2) ?? '', label);
  node.classList.add('json');
  return node;
}

/** @returns {{value?: any, error?: string}} */
export function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error: error.message };
  }
}

/** @returns {boolean} whether two values of JSON are the same; the order of members does not matter */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length
    && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
}

/** Begins with a capital letter. */
export const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * @typedef {{id: string, name: string, partnerAction: string, enabled: boolean, subscribe: string,
 *   mapping: Record<string, any>, warnings: string[]}} Subscription
 * @typedef {{id: string, name: string, enabled: boolean, apiKey: string | null,
 *   subscriptions: Subscription[]}} Destination
 * @typedef {{name: string, label: string, type: string, required: boolean, email?: boolean, mapping: any}} Field
 * @typedef {{partnerAction: string, name: string, trigger: string, fields: Field[]}} Action
 */

/** The destinations as they were last seen. @type {Destination[]} */
let known = [];
const once = new Map();

/** @returns {Promise<Destination[]>} */
export async function loadDestinations(signal) {
  known = await operate('/segment/destinations', { signal });
  return known;
}

/** @returns {{destination: Destination, subscription: Subscription} | null} */
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

/** What people call a field. @param {Action[]} actions */
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

/** The same as a command. @param {Record<string, any>} event */
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

export const sampleFor = (partnerAction) => (partnerAction === 'trackSale' ? samples[2] : samples[0]);

/** All paths that an event has values at. @returns {string[]} */
export function pathsOf(event) {
  const paths = [];
  const walk = (value, path) => {
    if (paths.length >= 200) return;
    if (path !== '$') paths.push(path);
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      // A key with a dot or a quote cannot be addressed.
      if (!/[."'[\]]/.test(key)) walk(child, `${path}.${key}`);
    }
  };
  walk(event, '$');
  return paths;
}
