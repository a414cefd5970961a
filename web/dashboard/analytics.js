// Analytics: how many clicks, leads and sales there are, when, and what they have in common.

import { $, make, say } from './lib/dom.js';
import { api, filled } from './lib/api.js';
import { areaChart, funnel, rates, tableBehind } from './lib/chart.js';
import { filterBar, filterQuery } from './lib/filters.js';
import { count, dollars, plural } from './lib/format.js';
import { zone } from './lib/time.js';
import { period } from './analytics/period.js';
import { bucketNames, measure } from './analytics/series.js';
import { events, readState, stateQuery, when, whenText } from './analytics/state.js';
import { tabs } from './analytics/tabs.js';

let state = readState(location.search);
/** What the API answered last: {clicks, leads, sales, saleAmount}, and the same for each bucket. */
let [totals, series] = [null, []];
const place = $('#chart-place');
const question = () => ({ ...when(state), ...filterQuery(state.filters) });

// The page's first questions come before anything that is drawn; all kinds in one answer, so that tabs ask no more.
const load = filled(place, async (signal) => {
  const ask = (groupBy) => api('/analytics', { query: { ...question(), event: 'composite', groupBy }, signal });
  for (const part of ['#totals', '#cards']) $(part).setAttribute('aria-busy', 'true');
  try {
    [, series] = await Promise.all([ask('count').then(showTotals), ask('timeseries')]);
  } catch (error) {
    if (error.name !== 'AbortError') hideNumbers();
    throw error;
  }
}, () => {
  drawChart();
  loadCards();
});

const showTab = tabs($('#totals'), events.map((name) => ({
  name, label: [make('span', {}, name[0].toUpperCase() + name.slice(1)), make('strong', {}, '–'), make('small')],
})), 'chart', (event) => go({ event }));
const showPeriod = period($('#period'), go);
const bar = filterBar({
  filters: state.filters, context: () => ({ ...when(state), event: state.event }), onchange: (filters) => go({ filters }),
});
$('#filters').append(bar.node);
load();
showState();
addEventListener('popstate', () => change(readState(location.search)));

/** What somebody chooses is a step of its own, which Back takes back. @param {Partial<import('./analytics/state.js').State>} part */
function go(part) {
  const next = { ...state, ...part };
  const [before, after] = [stateQuery(state), stateQuery(next)].map(String);
  if (after !== before) history.pushState(null, '', after ? `?${after}` : location.pathname);
  change(next);
}

function change(next) {
  const asked = JSON.stringify(question());
  const { filters } = state;
  state = next;
  if (state.filters !== filters) bar.show(state.filters);
  showState();
  if (JSON.stringify(question()) !== asked) load();
  else if (totals) {
    showTotals(totals);
    drawChart();
    loadCards();
  }
}

function showState() {
  showTab(state.event);
  showPeriod(state);
}

async function loadCards() {
  // Where nothing is, there is nothing to have in common.
  const cards = $('#cards');
  cards.hidden = !totals[state.event];
  if (!cards.hidden) {
    const { showCards } = await import('./analytics/cards.js');
    showCards(cards, { state, question: question(), go });
  }
  cards.removeAttribute('aria-busy');
}

function showTotals(sums) {
  totals = sums;
  const isMoney = state.unit === 'money';
  for (const event of events) {
    const tab = $(`#totals [data-name="${event}"]`);
    $('strong', tab).textContent = event === 'sales' && isMoney ? dollars(sums.saleAmount) : count(sums[event]);
    if (event === 'sales') $('small', tab).textContent = isMoney ? plural(sums.sales, 'sale') : dollars(sums.saleAmount);
    else $('small', tab).textContent = whenText(state);
  }
  $('#totals').removeAttribute('aria-busy');
}

function hideNumbers() {
  [totals, series] = [null, []];
  for (const node of $('#totals').querySelectorAll('strong')) node.textContent = '–';
  for (const part of ['#totals', '#cards']) $(part).removeAttribute('aria-busy');
  $('#cards').replaceChildren();
}

function drawChart() {
  const isFunnel = state.view === 'funnel';
  const name = state.event[0].toUpperCase() + state.event.slice(1);
  $('#chart-title').textContent = isFunnel ? 'From clicks to sales' : `${name} over time`;
  showActions();
  const isEmpty = isFunnel ? events.every((event) => !totals[event]) : !totals[state.event];
  if (isEmpty) drawNothing();
  else if (isFunnel) drawFunnel();
  else drawSeries();
}

/** The buttons stay where they are as long as they can, as one of them may have the focus. */
function showActions() {
  const actions = $('#chart-actions');
  if (!actions.firstChild) {
    const choice = (key, value, label) => make('button', {
      type: 'button', class: 'small quiet toggle', 'data-key': key, value, onclick: () => go({ [key]: value }),
    }, label);
    actions.append(
      make('div', { class: 'choice', role: 'group', 'aria-label': 'Sales as' }, choice('unit', 'money', 'Money'), choice('unit', 'number', 'Number')),
      make('div', { class: 'choice', role: 'group', 'aria-label': 'Chart' },
        choice('view', 'timeseries', 'Time series'), choice('view', 'funnel', 'Funnel')),
      make('button', { type: 'button', class: 'small quiet', 'aria-label': 'Download the chart as CSV', onclick: saveNumbers }, 'CSV'),
      make('a', { id: 'events-link' }, 'See these events'));
  }
  for (const button of actions.querySelectorAll('[data-key]')) {
    button.setAttribute('aria-pressed', String(state[button.dataset.key] === button.value));
  }
  actions.firstChild.hidden = state.event !== 'sales' || state.view === 'funnel';
  const { event, interval, start, end, filters } = state;
  const query = stateQuery({ event, interval, start, end, filters, view: 'timeseries', unit: 'money', parts: {} });
  query.set('event', event);
  if (interval) query.set('interval', interval);
  $('#events-link').href = `/dashboard/events?${query}`;
}

function drawSeries() {
  const { field, text, axis } = measure(state);
  const names = bucketNames(series, state.interval);
  const canvas = make('div', {});
  const table = tableBehind(`Clicks, leads and sales ${whenText(state)}`, () => ({
    columns: ['Time', 'Clicks', 'Leads', 'Sales', 'Sale amount'],
    rows: series.map((row, index) => (
      [names[index].label, count(row.clicks), count(row.leads), count(row.sales), dollars(row.saleAmount)])),
  }));
  showInPlace(table, canvas, seriesNote(field), table);
  areaChart(canvas, {
    kind: state.event, title: `${$('#chart-title').textContent} ${whenText(state)}`, text, axis,
    points: series.map((row, index) => ({ ...names[index], value: row[field] })),
  });
}

/** Where the API's time series cannot add up to the totals, that is said. */
function seriesNote(field) {
  const isShort = state.interval === 'all' && series.reduce((sum, row) => sum + row[field], 0) < totals[field];
  return make('p', { class: 'hint' }, `Times in ${zone}.`, isShort
    ? ' As at Dub, the series of “All time” begins on the day the workspace was made; older events count in the totals only.' : '');
}

function drawFunnel() {
  const { clicks, leads, sales, saleAmount } = totals;
  const bars = funnel([
    { kind: 'clicks', many: 'clicks', value: clicks }, { kind: 'leads', many: 'leads', value: leads },
    { kind: 'sales', many: 'sales', value: sales, note: dollars(saleAmount) },
  ]);
  const table = tableBehind(`Conversion ${whenText(state)}`, () => ({
    columns: ['Step', 'Number', 'Conversion', 'Drop-off', 'Of all clicks'],
    rows: [['Clicks', clicks], ['Leads', leads, clicks], ['Sales', sales, leads]].map(([name, value, before]) => {
      const { conversion, dropOff } = before === undefined ? { conversion: '–', dropOff: '–' } : rates(before, value);
      return [name, count(value), conversion, dropOff, rates(clicks, value).conversion];
    }),
  }));
  showInPlace(table, bars, table);
}

/** A table that somebody has opened stays open when the chart changes. */
function showInPlace(table, ...nodes) {
  table.open = $('details', place)?.open ?? false;
  place.replaceChildren(...nodes);
}

/** Nothing is there: why, and what to do. */
function drawNothing() {
  const box = make('div', {});
  place.replaceChildren(box);
  filled(box, async (signal) => {
    const { nothing } = await import('./analytics/nothing.js');
    return nothing({ state, go, signal });
  }, (node) => box.replaceChildren(node))();
}

/** The numbers of the chart as the API gave them. */
async function saveNumbers() {
  const { csvText, download } = await import('./lib/csv.js');
  const isFunnel = state.view === 'funnel';
  const names = [...(isFunnel ? [] : ['start']), 'clicks', 'leads', 'sales', 'saleAmount'];
  const time = state.interval || `${state.start}-${state.end || 'today'}`;
  download(`analytics-${state.view}-${time}.csv`,
    csvText(names, (isFunnel ? [totals] : series).map((row) => names.map((name) => row[name]))));
  say('Saved the numbers of the chart');
}
