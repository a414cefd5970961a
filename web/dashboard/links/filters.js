// What is asked for, in the address and in the form above the list.

const names = ['search', 'domain', 'tagIds', 'folderId', 'sortBy', 'showArchived', 'page'];

/** @returns {Record<string, string>} what the address asks for, by the API's names */
export function filters() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, query.get(name)]).filter(([, value]) => value));
}

/**
 * Keeps the form and the address together.
 *
 * @param {HTMLFormElement} form
 * @param {() => void} changed
 * @returns {{show: () => void}} `show` writes what the address asks for into the form
 */
export function bindFilters(form, changed) {
  const show = () => {
    const asked = filters();
    for (const name of names.filter((name) => form.elements[name])) {
      const control = form.elements[name];
      if (control.type === 'checkbox') control.checked = asked[name] === 'true';
      else control.value = asked[name] ?? '';
    }
  };
  const ask = () => {
    const query = new URLSearchParams(location.search);
    query.delete('page');
    for (const name of names.filter((name) => form.elements[name])) {
      const control = form.elements[name];
      const value = control.type === 'checkbox' ? (control.checked ? 'true' : '') : control.value.trim();
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const text = query.toString();
    history.replaceState(null, '', text ? `?${text}` : location.pathname);
    changed();
  };
  let timer = null;
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    timer = setTimeout(ask, event.target.type === 'search' ? 250 : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });
  show();
  return { show };
}

/** Offers what there is to choose from; a choice of one is none. @param {HTMLFormElement} form */
export function fillChoices(form, { domains, tags, folders }) {
  const fill = (name, choices, least) => {
    const select = form.elements[name];
    for (const [value, text] of choices) select.append(new Option(text, value));
    select.closest('div').hidden = choices.length < least;
  };
  fill('domain', domains.map(({ slug }) => [slug, slug]), 2);
  fill('tagIds', tags.map(({ id, name }) => [id, name]), 1);
  fill('folderId', folders.map(({ id, name }) => [id, name]), 1);
}
