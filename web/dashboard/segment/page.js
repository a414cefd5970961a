// Where on the page somebody is, kept in the URL: the tab, the open message, the open subscription. And JSON on it.

import { snippet } from '../lib/dom.js';

const names = ['deliveries', 'destination', 'mappings'];
const listeners = [];

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
export function address(change) {
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
export function arrived(listener) {
  listeners.push(listener);
}

/** Makes a link within the page not load it anew. @param {MouseEvent} event */
export function followed(event) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, '', event.currentTarget.href);
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener('popstate', tell);

/** A value as JSON over several lines, with a button that copies it. @param {unknown} value @param {string} label */
export function json(value, label) {
  const node = snippet(JSON.stringify(value, null, 2) ?? '', label);
  node.classList.add('json');
  return node;
}

/** @param {string} text @returns {{value?: any, error?: string}} */
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

/** Begins with a capital letter. @param {string} text */
export const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
