// The card of the chart: a time series or a funnel, what can be done with it, and what stands there when nothing is.

import { filled } from '../lib/api.js';
import { areaChart, funnel, rates, tableBehind } from '../lib/chart.js';
import { $, $$, make, say } from '../lib/dom.js';
import { count, dollars } from '../lib/format.js';
import { zone } from '../lib/time.js';
import { bucketNames, measure } from './series.js';
import { events, stateQuery, whenText } from './state.js';

/**
 * @typedef {object} View
 * @property {import('./state.js').State} state
 * @property {{clicks: number, leads: number, sales: number, saleAmount: number}} totals
 * @property {({start: string} & View['totals'])[]} series
 * @property {(part: Partial<import('./state.js').State>) => void} go
 */

/** @type {View} */
let view;

/** @param {View} next */
export function drawChart(next) {
  view = next;
  const { state, totals } = view;
  const isFunnel = state.view === 'funnel';
  const name = state.event[0].toUpperCase() + state.event.slice(1);
  $('#chart-title').textContent = isFunnel ? 'From clicks to sales' : `${name} over time`;
  const isEmpty = isFunnel ? events.every((event) => !totals[event]) : !totals[state.event];
  showActions(isEmpty);
  if (isEmpty) drawNothing();
  else if (isFunnel) drawFunnel();
  else drawSeries();
}

/** The buttons stay the same, as one of them may have the focus. */
function showActions(isEmpty) {
  const { state } = view;
  const actions = $('#chart-actions');
  if (!actions.firstChild) actions.append(...makeActions());
  for (const button of $$('[data-key]', actions)) {
    button.setAttribute('aria-pressed', String(state[button.dataset.key] === button.value));
  }
  $('#unit').hidden = state.event !== 'sales' || state.view === 'funnel';
  $('#save-chart').hidden = isEmpty;
  const { event, interval, start, end, filters } = state;
  const query = stateQuery({ event, interval, start, end, filters, parts: {} });
  // What is left out here as the default may be another one there.
  query.set('event', event);
  if (interval) query.set('interval', interval);
  $('#events-link').href = `/dashboard/events?${query}`;
}

function makeActions() {
  const choice = (key, value, label) => make('button', {
    type: 'button', class: 'small quiet toggle', 'data-key': key, value, onclick: () => view.go({ [key]: value }),
  }, label);
  return [
    make('div', { id: 'unit', class: 'choice', role: 'group', 'aria-label': 'Sales as' },
      choice('unit', 'money', 'Money'), choice('unit', 'number', 'Number')),
    make('div', { class: 'choice', role: 'group', 'aria-label': 'Chart' },
      choice('view', 'timeseries', 'Time series'), choice('view', 'funnel', 'Funnel')),
    make('button', {
      id: 'save-chart', type: 'button', class: 'small quiet', onclick: saveNumbers,
      'aria-label': 'Download the chart as CSV',
    }, 'CSV'),
    make('a', { id: 'events-link' }, 'See these events'),
  ];
}

function drawSeries() {
  const { state, series } = view;
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
  const { state, totals, series } = view;
  const isShort = state.interval === 'all' && series.reduce((sum, row) => sum + row[field], 0) < totals[field];
  return make('p', { class: 'hint' }, `Times in ${zone}.`, isShort
    ? ' As at Dub, “All time” is drawn from the workspace’s first day; older events count in the totals.' : '');
}

function drawFunnel() {
  const { clicks, leads, sales, saleAmount } = view.totals;
  const bars = funnel([
    { kind: 'clicks', many: 'clicks', value: clicks }, { kind: 'leads', many: 'leads', value: leads },
    { kind: 'sales', many: 'sales', value: sales, note: dollars(saleAmount) },
  ]);
  const table = tableBehind(`Conversion ${whenText(view.state)}`, () => ({
    columns: ['Step', 'Number', 'Conversion', 'Drop-off', 'Of all clicks'],
    rows: [['Clicks', clicks], ['Leads', leads, clicks], ['Sales', sales, leads]].map(([name, value, before]) => {
      const none = { conversion: '–', dropOff: '–' };
      const { conversion, dropOff } = before === undefined ? none : rates(before, value);
      return [name, count(value), conversion, dropOff, rates(clicks, value).conversion];
    }),
  }));
  showInPlace(table, bars, table);
}

/** A table that somebody has opened stays open when the chart changes. */
function showInPlace(table, ...nodes) {
  const place = $('#chart-place');
  table.open = $('details', place)?.open ?? false;
  place.replaceChildren(...nodes);
}

/** Nothing is there: why, and what to do. */
function drawNothing() {
  const { state, go } = view;
  const box = make('div', {});
  $('#chart-place').replaceChildren(box);
  filled(box, async (signal) => {
    const { nothing } = await import('./nothing.js');
    return nothing({ state, go, signal });
  }, (node) => box.replaceChildren(node))();
}

/** The numbers of the chart as the API gave them. */
async function saveNumbers() {
  const { csvText, download } = await import('../lib/csv.js');
  const { state, totals, series } = view;
  const isFunnel = state.view === 'funnel';
  const names = [...(isFunnel ? [] : ['start']), 'clicks', 'leads', 'sales', 'saleAmount'];
  const time = state.interval || `${state.start}-${state.end || 'today'}`;
  download(`analytics-${state.view}-${time}.csv`,
    csvText(names, (isFunnel ? [totals] : series).map((row) => names.map((name) => row[name]))));
  say('Saved the numbers of the chart');
}
