// The start page: sizes of the script files, and the cookie forecast with its input in the URL.

/** @param {string} tag @param {object} properties @param {...(string | Node)} children */
function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Adds what the file weighs, and what of it went over the wire. @param {HTMLTableRowElement} row */
async function measure(row) {
  const { href } = row.querySelector('a');
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href} answers ${response.status}`);
  const size = (await response.arrayBuffer()).byteLength;
  // The entry is written shortly after the body has been read.
  await new Promise((done) => setTimeout(done, 50));
  const sent = performance.getEntriesByName(href).pop()?.encodedBodySize;
  row.append(
    make('td', { className: 'number' }, kilobytes(size)),
    make('td', { className: 'number' }, sent && sent < size ? kilobytes(sent) : ''));
}

async function measureAll() {
  try {
    await Promise.all([...document.querySelectorAll('#variants tr')].map(measure));
    for (const head of document.querySelectorAll('[data-size]')) head.hidden = false;
  } catch (error) {
    console.error('The script files could not be measured:', error);
  }
}

/** @type {HTMLFormElement} */
const form = document.querySelector('#simulate');
const answer = document.querySelector('#answer');

/** @param {Record<string, unknown>} cookie */
function facts(cookie) {
  const list = make('dl', { className: 'facts' });
  for (const [name, value] of Object.entries(cookie)) {
    list.append(make('dt', {}, name), make('dd', {}, make('code', {}, String(value))));
  }
  return list;
}

/** @param {URLSearchParams} query */
async function forecast(query) {
  answer.replaceChildren(make('p', {}, 'Asking…'));
  try {
    const response = await fetch(`${form.action}?${query}`, { headers: { Accept: 'application/json' } });
    const body = await response.text();
    let result;
    try {
      result = JSON.parse(body);
    } catch {
      throw new Error(body.trim());
    }
    if (!response.ok) throw new Error(result.error?.message ?? body);
    const verdict = result.cookie ? 'pass' : 'fail';
    const said = result.cookie ? 'A browser keeps this cookie.' : 'A browser keeps no cookie.';
    answer.replaceChildren(
      make('p', {}, make('span', { className: `verdict ${verdict}` }, result.cookie ? 'kept' : 'none'), ` ${said}`),
      ...(result.cookie ? [facts(result.cookie)] : []),
      ...(result.reasons ?? []).map(reason),
      make('details', {}, make('summary', {}, 'Whole answer'),
        make('pre', { tabIndex: 0 }, make('code', {}, JSON.stringify(result, null, 2)))));
  } catch (error) {
    answer.replaceChildren(make('p', { className: 'error' }, `No forecast: ${error.message}`));
  }
}

/** @param {{findingID: string, detail: string, fix?: string}} value why the cookie is changed or dropped */
function reason({ findingID, detail, fix }) {
  const said = make('p', {}, make('code', {}, findingID), ` ${detail}`);
  if (fix) said.append(make('br'), make('strong', {}, 'Fix '), fix);
  return said;
}

/** @returns {URLSearchParams} */
const input = () => new URLSearchParams(/** @type {any} */ (new FormData(form)));

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const query = input();
  if (!query.get('attributes').trim()) query.delete('attributes');
  history.replaceState(null, '', `?${query}`);
  forecast(query);
});

const given = new URLSearchParams(location.search);
if (given.get('url')) {
  form.elements.url.value = given.get('url');
  form.elements.attributes.value = given.get('attributes') ?? '';
  forecast(given);
}
measureAll();
