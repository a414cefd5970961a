// Destinations and their UTM tags, as the API reads and writes them (it sets what is given, and keeps the rest).

/** The tags of a destination, by the names that the API has for them. */
export const tags = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'ref'];

/** @typedef {Record<string, string>} Tags values by name; "" for none */

/** A destination with the scheme that the API adds where it is missing. @param {string} text as typed */
function withScheme(text) {
  const trimmed = text.trim();
  const isBare = !/^[a-z][a-z\d+.-]*:/i.test(trimmed) && trimmed.includes('.') && !trimmed.includes(' ');
  return isBare ? `https://${trimmed}` : trimmed;
}

/** @param {string} text as typed, with or without its scheme @returns {URL | null} */
export function readURL(text) {
  try {
    return new URL(withScheme(text));
  } catch {
    return null;
  }
}

/** The tags that stand in a destination. @param {string} text @returns {Tags} */
export function tagsIn(text) {
  const query = readURL(text)?.searchParams;
  return Object.fromEntries(tags.map((name) => [name, query?.get(name) ?? '']));
}

/**
 * The part of a request that makes a destination with these tags, and nothing that need not be sent.
 *
 * @param {string} text the destination as typed
 * @param {Tags} wanted
 * @param {{url: string} | null} link what is being edited
 * @returns {Record<string, string | null>} `url` and tags; null takes a tag out
 */
export function destinationChange(text, wanted, link) {
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
 * @param {Tags} wanted
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
