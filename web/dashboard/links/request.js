// What the builder says, as a request. The API sets what is given, and keeps the rest; so it does with the UTM tags of
// destinations.

/** The tags of a destination, by the names that the API has for them. */
export const tags = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'ref'];

/** @typedef {Record<string, string>} Tags values by name; "" for none */

/** A destination with the scheme that the API adds where it is missing. @param {string} text as typed */
function withScheme(text) {
  const trimmed = text.trim();
  const isBare = !/^[a-z][a-z\d+.-]*:/i.test(trimmed) && trimmed.includes('.') && !trimmed.includes(' ');
  return isBare ? `https://${trimmed}` : trimmed;
}

/** @param {string} text as typed, with or without its scheme */
export function readURL(text) {
  try {
    return new URL(withScheme(text));
  } catch {
    return null;
  }
}

/** The tags that stand in a destination. */
export function tagsIn(text) {
  const query = readURL(text)?.searchParams;
  return Object.fromEntries(tags.map((name) => [name, query?.get(name) ?? '']));
}

/**
 * The part of a request that makes a destination with these tags, and nothing that need not be sent.
 *
 * @param {string} text the destination as typed
 * @param {{url: string} | null} link what is being edited
 * @returns {Record<string, string | null>} `url` and tags; null takes a tag out
 */
function destinationChange(text, wanted, link) {
  const isNew = !link || text.trim() !== link.url;
  const present = isNew && link ? kept(text, link) : tagsIn(text);
  const change = isNew ? { url: text.trim() } : {};
  for (const name of tags) {
    const value = wanted[name].trim();
    if (value !== present[name]) change[name] = value || null;
  }
  return change;
}

/** The tags of a new destination: UTM tags of the old one stay, where the new one has none of the name. */
function kept(text, link) {
  const [fresh, old] = [tagsIn(text), tagsIn(link.url)];
  const query = readURL(text)?.searchParams;
  return Object.fromEntries(tags.map((name) =>
    [name, query?.has(name) || name === 'ref' ? fresh[name] : old[name]]));
}

/**
 * Where a link will lead.
 *
 * @param {string} text the destination as typed
 * @param {boolean} isNew whether the link is: what is edited is always written anew
 * @returns {string | null} null for what is no URL
 */
export function composed(text, wanted, isNew) {
  const url = readURL(text);
  if (!url) return null;
  const present = tagsIn(text);
  const changed = tags.filter((name) => wanted[name].trim() !== present[name]);
  if (isNew && !changed.length) return withScheme(text);
  for (const name of changed) {
    const value = wanted[name].trim();
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

const plain = ['url', 'domain', 'key', 'folderId', 'expiresAt', ...tags];
/** Fields that are null to the API where they are empty. */
const texts = ['comments', 'expiredUrl', 'password', 'externalId'];

/** @returns {Record<string, any>} by the API's names */
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

const instant = (local) => (local ? new Date(local).toISOString() : null);

/** An instant as a field of date and time has it: in the viewer's zone. */
export function localTime(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
