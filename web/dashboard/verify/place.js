// What was entered, kept in the URL.

/** @returns {URLSearchParams} */
export const given = () => new URLSearchParams(location.search);

/** @param {Record<string, string | null>} values null takes one out; the others on the page stay */
export function keep(values) {
  const query = given();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
}
