// Which field of the builder a refusal of the API is about.

const words = [
  [/destination url/i, 'url'],
  [/external ?id/i, 'externalId'],
  [/expiration date/i, 'expiresAt'],
  [/tag(id|name)s/i, 'tagIds'],
  [/folder/i, 'folderId'],
  [/domain/i, 'domain'],
  [/\bkey\b/i, 'key'],
];

/**
 * The API names the field (`too_big: utm_term: Too big …`), or speaks of it (`Invalid key.`).
 *
 * @param {string} message
 * @returns {{field: string | null, text: string}} the text without the codes
 */
export function readRefusal(message) {
  const named = /^[a-z_]+: ([A-Za-z_]+)[\w.[\]]*: (.+)$/s.exec(message);
  if (named) return { field: named[1], text: named[2] };
  return { field: words.find(([pattern]) => pattern.test(message))?.[1] ?? null, text: message };
}
