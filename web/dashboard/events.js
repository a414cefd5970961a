// The Events page: what happens, as it happens.

import { api, ApiError, problem } from './lib/api.js';
import { count, csvText, dollars, download, plural } from './lib/format.js';
import { $, make, say, tabs as bindTabs, toast } from './lib/dom.js';
import { filterBar } from './lib/filter-bar.js';
import { filterText, withFilter } from './lib/filters.js';
import { now } from './lib/time.js';
import {
  cells, chosenColumns, columnChooser, columnsOf, keepColumns, liveControl, nothing, periodChoice, showPages,
} from './events/controls.js';
import { Drawer, findEvent } from './events/details.js';
import { Feed, Tally, idOf, openStream } from './events/feed.js';
import {
  KINDS, PAGE_SIZE, matcher, placeAddress, placeQuery, reachesNow, readPlace, undecidable,
} from './events/matching.js';
import { EventTable } from './events/table.js';

const labels = { clicks: 'Clicks', leads: 'Leads', sales: 'Sales' };
// In milliseconds: how often the numbers are compared with the API's, as a window such as 24 hours moves on; and how long
// events are gathered before the harness is asked about all of them.
const [COMPARED_EVERY, LOOK_UP_AFTER] = [30_000, 300];

let place = readPlace(location.search);
let query = placeQuery(place);
let fits = matcher(query);
let streamState = 'connecting';
let isPaused = false;
/** How many came in that belong on another page than the one shown; and the rows that came in while one is loaded. */
let [missed, since] = [0, null];
let [loading, lookUp, isLoaded] = [null, null, false];

const feed = new Feed();
const askCounts = () => api('/analytics', { query: { ...Object.fromEntries(query), event: 'composite' } });
const tally = new Tally(askCounts, showCounts);
const drawer = new Drawer(leaveDrawer);
const table = new EventTable({
  onopen: (row) => change({ event: idOf(row), on: row.timestamp.slice(0, 10), click: null }, row),
  onfilter(name, value) {
    change({ filters: withFilter(place.filters, name, value), page: 1 });
    say(`Filter set: ${filterText({ name, excluded: false, values: [value] })}`);
  },
  onsort: () => change({ sort: place.sort === 'asc' ? 'desc' : 'asc', page: 1 }),
});
const period = periodChoice((next) => change({ period: next, page: 1 }));
const bar = filterBar({
  filters: place.filters,
  context: () => ({ event: place.kind, ...Object.fromEntries(placeQuery({ ...place, filters: [] })) }),
  onchange(filters) {
    shownFilters = filters;
    change({ filters, page: 1 });
  },
});
const live = liveControl(toggle);
const tabs = KINDS.map((kind) => make('button', {
  type: 'button', role: 'tab', id: `tab-${kind}`, 'aria-controls': 'panel', 'data-name': kind,
  // Once more chosen, it begins anew.
  onclick: () => { if (kind === place.kind) change({ page: 1, columns: null }); },
}, labels[kind], make('strong', {}, '…')));
const showTab = bindTabs($('#tabs'), (kind) => change({ kind, page: 1, columns: null }));

// MARK: what is looked at

/** @param {any} [known] see show */
function change(changes, known) {
  place = { ...place, ...changes };
  history.pushState({ isOurs: true }, '', placeAddress(place));
  show(known);
}

/** What is on the page by now: what stays the same is left alone, and keeps its focus. */
let [shownQuery, shownColumnsText, shownKind, shownFilters] = ['', '', place.kind, place.filters];

/** Shows what the address says. @param {any} [known] the row of the event that the address names */
function show(known) {
  const { kind, page, sort } = place;
  period.show(place.period);
  if (JSON.stringify(shownFilters) !== JSON.stringify(place.filters)) bar.show(place.filters);
  shownFilters = place.filters;
  showTab(kind);
  $('#panel').setAttribute('aria-labelledby', `tab-${kind}`);
  if (kind !== shownKind) {
    // Rows of one kind cannot be shown as those of another.
    feed.replace([]);
    table.show([]);
    isLoaded = false;
  }
  shownKind = kind;
  const columns = shownColumns();
  const columnsText = JSON.stringify([kind, sort, columns]);
  if (columnsText !== shownColumnsText) table.setColumns(columns, labels[kind], sort);
  shownColumnsText = columnsText;
  query = placeQuery(place);
  fits = undecidable(query).length ? () => false : matcher(query);
  const asked = JSON.stringify([kind, page, sort, query.toString()]);
  const isNew = asked !== shownQuery;
  shownQuery = asked;
  // Before the stream begins a page would have to be loaded twice.
  if (isNew && streamState !== 'connecting') load();
  showDrawer(known);
}

function shownColumns() {
  const chosen = chosenColumns(place.kind, place.columns);
  return columnsOf(place.kind).filter(({ name }) => chosen.includes(name));
}

const view = () => (
  !reachesNow(query, now()) ? 'past' : place.sort === 'asc' ? 'oldestFirst' : place.page > 1 ? 'older' : 'newest');

// MARK: loading

/** Loads the page of events and the counts. @param {{isQuiet?: boolean}} options quiet: what is read stays there */
async function load({ isQuiet = false } = {}) {
  loading?.abort();
  const own = new AbortController();
  loading = own;
  since = [];
  clearTimeout(lookUp);
  lookUp = null;
  if (!isQuiet) {
    tally.forget();
    $('#panel').setAttribute('aria-busy', 'true');
  }
  try {
    const { kind, page, sort } = place;
    const asked = { ...Object.fromEntries(query), event: kind, page, limit: PAGE_SIZE, sortOrder: sort };
    const [rows] = await Promise.all([api('/events', { query: asked, signal: own.signal }), tally.refresh()]);
    if (loading === own) take(rows, isQuiet);
  } catch (error) {
    if (loading !== own || error.name === 'AbortError') return;
    if (!(error instanceof ApiError)) console.error(error);
    complain(error);
  } finally {
    if (loading === own) {
      loading = since = null;
      $('#panel').removeAttribute('aria-busy');
      showState();
    }
  }
}

function take(rows, isQuiet) {
  const before = new Set(feed.rows.map(idOf));
  const isNewest = view() === 'newest';
  feed.replace(rows, isNewest && !isPaused ? since : []);
  if (isNewest && isPaused) feed.hold(since);
  missed = isNewest ? 0 : since.length;
  isLoaded = true;
  $('#problem').hidden = true;
  if (isQuiet) table.update(feed.rows, Math.max(0, feed.rows.findIndex((row) => before.has(idOf(row)))));
  else table.show(feed.rows);
}

function complain(error) {
  $('#problem').replaceChildren(problem(error, () => load()));
  $('#problem').hidden = false;
}

// MARK: events that come in

function receive(told) {
  if (view() === 'past') return;
  if (undecidable(query).length) {
    if (!isPaused) lookUp ??= setTimeout(() => load({ isQuiet: true }), LOOK_UP_AFTER);
    return;
  }
  const rows = told.filter(fits);
  tally.add(rows);
  const own = rows.filter(({ event }) => `${event}s` === place.kind);
  if (since) since.push(...own);
  else if (view() !== 'newest') missed += own.length;
  else if (isPaused) feed.hold(own);
  else {
    const fresh = feed.add(own);
    if (fresh.length) table.update(feed.rows, fresh.length);
  }
  showState();
}

function toggle() {
  isPaused = !isPaused;
  if (!isPaused && undecidable(query).length) load({ isQuiet: true });
  else if (!isPaused) {
    const fresh = feed.release();
    table.update(feed.rows, fresh.length);
    if (fresh.length) say(plural(fresh.length, 'new row'));
  }
  showState();
}

function enter(state) {
  const cameBack = state === 'live' && streamState !== 'live';
  streamState = state;
  if (state === 'over') complain(new ApiError('The harness was started anew and does not know this page.', 401));
  // The stream's start loads the page; where it does not start, what there is is shown nevertheless.
  else if (state !== 'live' && !isLoaded && !loading) load();
  else if (cameBack && isLoaded) compare();
  showState();
}

/** When nobody answers, the stream says so. */
const compare = () => tally.refresh().catch(() => {});

// MARK: what is shown

function showCounts(counts, exactBefore) {
  for (const [index, kind] of KINDS.entries()) {
    const money = kind === 'sales' ? [' ', make('small', {}, dollars(counts.saleAmount))] : [];
    tabs[index].lastChild.replaceChildren(count(counts[kind]), ...money);
  }
  // Fewer than there should be: the workspace was reset, or the window has moved on.
  const isLess = exactBefore && counts[place.kind] < exactBefore[place.kind];
  if (isLess && !loading && view() === 'newest' && !isPaused) load({ isQuiet: true });
  showState();
}

function showState() {
  const total = tally.counts?.[place.kind] ?? null;
  live.show({
    stream: streamState, isPaused, waiting: view() === 'newest' ? feed.waiting : missed, view: view(),
    lookedUp: undecidable(query),
  });
  const isEmpty = isLoaded && !loading && !feed.rows.length;
  $('#list').hidden = isEmpty || !isLoaded;
  $('#pages').hidden = isEmpty && place.page === 1;
  if (isEmpty !== !$('#nothing').hidden || isEmpty && $('#nothing').dataset.of !== shownQuery) showNothing(isEmpty);
  showPages({ kind: place.kind, page: place.page, rows: feed.rows.length, total, go: (page) => change({ page }) });
}

function showNothing(isEmpty) {
  const box = $('#nothing');
  box.hidden = !isEmpty;
  box.dataset.of = shownQuery;
  if (isEmpty) box.replaceChildren(nothing(place, (changes) => {
    change({ ...changes, page: 1 });
    tabs[KINDS.indexOf(place.kind)].focus();
  }));
}

// MARK: the drawer

async function showDrawer(known) {
  const { kind, event, on, click } = place;
  const wanted = event ? `event ${event}` : click ? `click ${click}` : null;
  if (drawer.what === wanted) return;
  drawer.close();
  if (click && !event) drawer.showClick(click);
  if (!event) return;
  try {
    const row = known ?? feed.rows.find((each) => idOf(each) === event) ?? await findEvent(kind, event, on);
    if (place.event !== event) return;
    if (row) drawer.showEvent(row, new URL(placeAddress({ ...place, page: 1 }), location.href).href);
    else {
      drawer.showText(wanted, 'No such event', `There is no event ${event} among the ${kind}: it may be from before a `
        + 'reset, or of another harness.');
    }
  } catch (error) {
    toast(error.message, { kind: 'error' });
  }
}

/** Somebody has closed it: the address is what it was before, and so is the focus. */
function leaveDrawer() {
  const { event } = place;
  place = { ...place, event: null, on: null, click: null };
  if (history.state?.isOurs) history.back();
  else history.replaceState(null, '', placeAddress(place));
  if (event) table.focus(event);
  else $('#click-id').focus();
}

// MARK: begin

$('#tabs').append(...tabs);
$('#asked').append(period.node, bar.node);
$('#list').append(table.node);
$('#actions').append(live.button,
  columnChooser(() => ({ kind: place.kind, chosen: chosenColumns(place.kind, place.columns) }), (chosen) => {
    keepColumns(place.kind, chosen);
    change({ columns: chosen.join(',') });
  }),
  make('button', { type: 'button', class: 'small quiet', onclick() {
    download(`${place.kind}.csv`, csvText(shownColumns().map(({ label }) => label), cells(feed.rows, shownColumns())));
    say(`${plural(feed.rows.length, 'row')} exported`);
  } }, 'Export CSV'));
$('#explain').addEventListener('submit', (event) => {
  event.preventDefault();
  const click = $('#click-id').value.trim();
  if (click) change({ click, event: null, on: null });
});
addEventListener('popstate', () => {
  place = readPlace(location.search);
  show();
});
show();
openStream({ onStart: () => load({ isQuiet: isLoaded }), onRows: receive, onState: enter });
setInterval(() => { if (!document.hidden && streamState === 'live' && isLoaded) compare(); }, COMPARED_EVERY);
