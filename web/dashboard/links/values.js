// The builder's fields as values, and values as a request.

import { destinationChange, tags } from './destination.js';

const plain = ['url', 'domain', 'key', 'folderId', 'expiresAt', ...tags];
/** Fields that are null to the API where they are empty. */
const texts = ['comments', 'expiredUrl', 'password', 'externalId'];

/** @param {HTMLFormElement} form @returns {Record<string, any>} by the API's names */
export function values(form) {
  const { elements } = form;
  const text = (name) => elements[name]?.value ?? '';
  return {
    ...Object.fromEntries([...plain, ...texts].map((name) => [name, text(name)])),
    trackConversion: elements.trackConversion.isOn,
    tagIds: [...form.querySelectorAll('[name="tagIds"]:checked')].map(({ value }) => value),
  };
}

/**
 * The request that makes a link what the form says: all that is filled in, or all that is changed.
 *
 * @param {Record<string, any>} wanted see values
 * @param {any} link what is edited; null for a new one
 */
export function requestBody(wanted, link) {
  const body = destinationChange(wanted.url, wanted, link);
  const put = (name, value, old) => { if (value !== old) body[name] = value; };
  put('domain', wanted.domain, link?.domain);
  if (wanted.key.trim()) put('key', wanted.key.trim(), link?.key);
  put('trackConversion', wanted.trackConversion, link?.trackConversion);
  for (const name of texts) put(name, wanted[name].trim() || null, link?.[name] ?? null);
  put('folderId', wanted.folderId || null, link?.folderId ?? null);
  if (wanted.expiresAt !== localTime(link?.expiresAt)) body.expiresAt = instant(wanted.expiresAt);
  const old = (link?.tags ?? []).map(({ id }) => id);
  if (wanted.tagIds.toSorted().join() !== old.toSorted().join()) body.tagIds = wanted.tagIds;
  return body;
}

/** @param {string} local as a field has it @returns {string | null} */
const instant = (local) => (local ? new Date(local).toISOString() : null);

/** An instant as a field of date and time has it: in the viewer's zone. @param {string | null | undefined} iso */
export function localTime(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
