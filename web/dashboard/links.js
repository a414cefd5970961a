// The page of links: what is asked for in the address, the list, and what can be done with each link.

import { openBuilder } from './links/builder.js';
import { drawList, drawPages, makeDeletions, nameOf, openQR } from './links/list.js';
import { api, filled, operate, problem } from './lib/api.js';
import { $, empty, make, say, snippet, toast } from './lib/dom.js';
import { count, plural } from './lib/format.js';

const pageSize = 100;
/** What the list is asked for, by the API's names. */
const names = ['search', 'domain', 'tagIds', 'folderId', 'sortBy', 'showArchived', 'page'];
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
  showFilters();
  load();
  $('#search').focus();
}

function go(page) {
  address({ page: page > 1 ? page : null }, true);
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

/** @param {Record<string, any>} changes of the query; null takes a parameter out @param {boolean} isStep for Back */
function address(changes, isStep = false) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString().replace(/\bnew=(?=&|$)/, 'new');
  history[isStep ? 'pushState' : 'replaceState'](null, '', text ? `?${text}` : location.pathname);
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

const showFilters = bindFilters($('#find'), load);
$('#create').addEventListener('click', () => build(null));
addEventListener('popstate', () => {
  showFilters();
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
  showFilters();
  if (folders.length && !list.getAttribute('aria-busy')) draw();
}).catch((error) => $('#find').after(problem(error, () => location.reload())));
load();
openNamed();

// MARK: what is asked for, in the address and in the form above the list

/** What the address asks for, by the API's names. @returns {Record<string, string>} */
function filters() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, query.get(name)]).filter(([, value]) => value));
}

/** Keeps the form and the address together. @returns what writes what the address asks for into the form */
function bindFilters(form, changed) {
  const controls = names.filter((name) => form.elements[name]).map((name) => form.elements[name]);
  const show = () => {
    const asked = filters();
    for (const control of controls) {
      if (control.type === 'checkbox') control.checked = asked[control.name] === 'true';
      else control.value = asked[control.name] ?? '';
    }
  };
  const ask = () => {
    const valueOf = (control) => (control.type === 'checkbox' && !control.checked ? null : control.value.trim() || null);
    address({ page: null, ...Object.fromEntries(controls.map((control) => [control.name, valueOf(control)])) });
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
  return show;
}

/** Offers what there is to choose from; a choice of one is none. */
function fillChoices(form, { domains, tags, folders }) {
  const fill = (name, choices, least) => {
    const select = form.elements[name];
    for (const [value, text] of choices) select.append(new Option(text, value));
    select.closest('div').hidden = choices.length < least;
  };
  fill('domain', domains.map(({ slug }) => [slug, slug]), 2);
  fill('tagIds', tags.map(({ id, name }) => [id, name]), 1);
  fill('folderId', folders.map(({ id, name }) => [id, name]), 1);
}

// MARK: what the builder and the filters need to know of the workspace

/**
 * @typedef {{tracksByDefault: boolean, domains: any[], tags: any[], folders: any[]}} Workspace
 *   `tracksByDefault`: what the workspace's switch says of new links; the primary domain is the first
 *
 * @returns {Promise<Workspace>}
 */
async function loadWorkspace() {
  const [{ workspaceId }, domains, tags, folders] = await Promise.all([
    operate('/keys'), api('/domains'), api('/tags'), api('/folders'),
  ]);
  const { conversionEnabled } = await api(`/workspaces/${workspaceId}`);
  return {
    tracksByDefault: conversionEnabled, tags, folders,
    domains: domains.toSorted((one, other) => Number(other.primary) - Number(one.primary)),
  };
}
