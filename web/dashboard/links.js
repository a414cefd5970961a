// The page of links: what is asked for in the address, the list, and what can be done with each link.

import { openBuilder } from './links/builder.js';
import { makeDeletions } from './links/deletions.js';
import { bindFilters, filters, fillChoices } from './links/filters.js';
import { drawList } from './links/list.js';
import { nameOf } from './links/name.js';
import { drawPages } from './links/pages.js';
import { openQR } from './links/qr.js';
import { loadWorkspace } from './links/workspace.js';
import { api, filled, problem } from './lib/api.js';
import { $, empty, make, say, snippet, toast } from './lib/dom.js';
import { count, plural } from './lib/format.js';

const pageSize = 100;
const list = $('#list');
/** @type {{links: any[], total: number}} what the API answered last */
let found = { links: [], total: 0 };
/** Loaded before it is needed, so that the builder opens at once. */
let workspace = loadWorkspace();

const deletions = makeDeletions({
  changed: (focusID) => draw(focusID),
  deleted: () => load(),
});

async function ask(signal) {
  const query = filters();
  const { page, sortBy, ...rest } = query;
  const [links, total] = await Promise.all([
    api('/links', { query: { ...query, pageSize }, signal }), api('/links/count', { query: rest, signal }),
  ]);
  return { links, total };
}

const load = filled(list, ask, (value) => {
  found = value;
  draw();
});

/** @param {string} [focusID] the link whose row gets the focus */
function draw(focusID) {
  const links = found.links.filter(({ id }) => !deletions.has(id));
  const total = found.total - (found.links.length - links.length);
  const place = leavesOutFolders() ? ' outside of folders' : '';
  $('#told').textContent = (total ? plural(total, 'link') : 'No links') + place;
  $('#told').classList.toggle('unseen', !links.length);
  drawPages($('#pages'), { total, pageSize, page: Number(filters().page ?? 1), go });
  if (links.length) return drawList(list, links, acts, focusID);
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(nothing());
  if (hadFocus || focusID) $('#create').focus();
}

/** What the API does not list unless it is asked for a folder, or searches. */
function leavesOutFolders() {
  const { search, domain, tagIds, folderId } = filters();
  return !$('#folderId').closest('div').hidden && !search && !domain && !tagIds && !folderId;
}

function nothing() {
  const { sortBy, page, ...narrowing } = filters();
  if (Object.keys(narrowing).length) {
    return empty('No link fits', 'Nothing here has these words and filters.',
      make('button', { type: 'button', class: 'small quiet', onclick: clear }, 'Clear the search'));
  }
  return empty('No links yet', 'Create the first one with the button above, or through the API:',
    snippet('curl "$DUB_API_URL/links" -H "Authorization: Bearer $DUB_API_KEY" \\\n'
      + '  -H "Content-Type: application/json" \\\n'
      + '  -d \'{"url": "https://www.acme.test/", "key": "spring", "trackConversion": true}\'', 'the command'));
}

function clear() {
  history.pushState(null, '', location.pathname);
  bound.show();
  load();
  $('#search').focus();
}

/** @param {number} page */
function go(page) {
  const query = new URLSearchParams(location.search);
  if (page > 1) query.set('page', String(page));
  else query.delete('page');
  history.pushState(null, '', `?${query}`);
  scrollTo({ top: 0 });
  say(`Page ${count(page)}`);
  load();
}

/** What the rows offer. */
const acts = {
  edit: (link) => build(link),
  showQR: openQR,
  delete: (link) => deletions.begin(link),
  archive: (link) => change(link, { archived: !link.archived }, link.archived ? 'Back from the archive' : 'Archived'),
  track: (link) => change(link, { trackConversion: !link.trackConversion },
    link.trackConversion ? 'No longer tracks conversions' : 'Tracks conversions'),
};

async function change(link, body, done) {
  try {
    const changed = await api(`/links/${link.id}`, { method: 'PATCH', body });
    const back = Object.fromEntries(Object.keys(body).map((name) => [name, link[name]]));
    const undo = async () => {
      await change(changed, back, 'As it was');
      draw(link.id);
    };
    toast(`${done}: ${nameOf(link)}`, { action: 'Undo', run: undo });
    await load();
  } catch (error) {
    toast(`${nameOf(link)} stays as it was: ${error.message}`, { kind: 'error' });
  }
}

/** Opens the builder, with its address. @param {any} link null for a new one */
async function build(link) {
  address({ new: link ? null : '', link: link?.id ?? null });
  try {
    const saved = await openBuilder(link, await workspace);
    if (!saved) return;
    toast(`${link ? 'Saved' : 'Created'} ${nameOf(saved)}`);
    await load();
    draw(saved.id);
  } catch (error) {
    workspace = loadWorkspace();
    workspace.catch(() => { /* the next who asks is told */ });
    toast(`The form cannot be opened: ${error.message}`, { kind: 'error' });
  } finally {
    address({ new: null, link: null });
  }
}

/** @param {Record<string, string | null>} changes of the query; null takes a parameter out */
function address(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString().replace(/\bnew=(?=&|$)/, 'new');
  history.replaceState(null, '', text ? `?${text}` : location.pathname);
}

/** Opens what the address names: `?new`, `?link=ID`. */
async function openNamed() {
  const query = new URLSearchParams(location.search);
  if (query.has('new')) return build(null);
  const id = query.get('link');
  if (!id) return;
  try {
    await build(await api(`/links/${encodeURIComponent(id)}`));
  } catch (error) {
    toast(`The link ${id.slice(0, 60)} cannot be opened: ${error.message}`, { kind: 'error' });
    address({ link: null });
  }
}

const bound = bindFilters($('#find'), load);
$('#create').addEventListener('click', () => build(null));
addEventListener('popstate', () => {
  bound.show();
  load();
});
// Whoever comes back from a link that they tried, or from the settings, sees what has become of it.
document.addEventListener('visibilitychange', () => {
  if (document.hidden || $('dialog[open]')) return;
  load();
  loadWorkspace().then((value) => { workspace = Promise.resolve(value); }, () => { /* the old one has to do */ });
});
workspace.then(({ domains, tags, folders }) => {
  fillChoices($('#find'), { domains, tags, folders });
  bound.show();
  if (folders.length && !list.getAttribute('aria-busy')) draw();
}).catch((error) => $('#find').after(problem(error, () => location.reload())));
load();
openNamed();
