// The card of the chart: a time series or a funnel, what can be done with it, and what stands there when nothing is.

import { api, filled } from '../lib/api.js';
import { areaChart, funnel, rates, tableBehind } from '../lib/chart.js';
import { count, csvText, dollars, download } from '../lib/format.js';
import { $, $$, empty, make, say, snippet } from '../lib/dom.js';
import { zone } from '../lib/time.js';
import { capital, events, measure, stateQuery, whenText } from './state.js';

/**
 * @typedef {object} View
 * @property {import('./state.js').State} state
 * @property {{clicks: number, leads: number, sales: number, saleAmount: number}} totals
 * @property {({start: string} & View['totals'])[]} series
 * @property {(part: Partial<import('./state.js').State>) => void} go
 */

/** @type {View} */
let view;

export function drawChart(next) {
  view = next;
  const { state, totals } = view;
  const isFunnel = state.view === 'funnel';
  $('#chart-title').textContent = isFunnel ? 'From clicks to sales' : `${capital(state.event)} over time`;
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

function drawNothing() {
  const { state, go } = view;
  const box = make('div', {});
  $('#chart-place').replaceChildren(box);
  filled(box, (signal) => nothing({ state, go, signal }), (node) => box.replaceChildren(node))();
}

/** The numbers of the chart as the API gave them. */
function saveNumbers() {
  const { state, totals, series } = view;
  const isFunnel = state.view === 'funnel';
  const names = [...(isFunnel ? [] : ['start']), 'clicks', 'leads', 'sales', 'saleAmount'];
  const time = state.interval || `${state.start}-${state.end || 'today'}`;
  download(`analytics-${state.view}-${time}.csv`,
    csvText(names, (isFunnel ? [totals] : series).map((row) => names.map((name) => row[name]))));
  say('Saved the numbers of the chart');
}

// MARK: what the buckets of a time series are called

const anHour = 3_600_000;
const styles = {
  hour: [
    { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, { hour: '2-digit', minute: '2-digit' },
  ],
  day: [{ day: 'numeric', month: 'short' }, { day: 'numeric', month: 'short' }],
  month: [{ month: 'short', year: 'numeric' }, { month: 'short', year: 'numeric' }],
};

/** @param {string} text as the API writes it: `2026-03-02T00:00:00.000+0900` */
const bucketStart = (text) => new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

/**
 * The names of buckets, in the viewer's time zone.
 *
 * @param {{start: string}[]} rows @param {string} interval tells what a single bucket is
 * @returns {{label: string, tick: string, hour?: number}[]}
 */
function bucketNames(rows, interval) {
  const starts = rows.map(({ start }) => bucketStart(start));
  const width = starts.length > 1 ? starts[1] - starts[0] : { ytd: 30 * 24, all: 1 }[interval] * anHour || 24 * anHour;
  const unit = width <= anHour ? 'hour' : width < 27 * anHour ? 'day' : 'month';
  const hasYears = unit === 'day' && starts[0]?.getFullYear() !== starts.at(-1)?.getFullYear();
  const format = (style) => new Intl.DateTimeFormat('en-GB', style);
  const full = format({ ...styles[unit][0], ...(hasYears && { year: 'numeric' }) });
  const [short, day] = [format(styles[unit][1]), format(styles.day[1])];
  return starts.map((start) => {
    const hour = unit === 'hour' ? start.getHours() : undefined;
    // The hour at which a day begins says which day that is.
    return { label: full.format(start), tick: (hour === 0 ? day : short).format(start), hour };
  });
}

// MARK: where there is nothing to draw: why that is, and what to do

async function nothing({ state, go, signal }) {
  const { event, filters, interval } = state;
  const sums = await api('/analytics', { query: { event: 'composite', groupBy: 'count', interval: 'all' }, signal });
  const title = `No ${event} ${whenText(state)}`;
  if (sums[event] > 0) {
    const button = (label, part) => (
      make('button', { type: 'button', class: 'small quiet', onclick: () => go(part) }, label));
    const reason = filters.length
      ? 'None of this time passes the filters.' : `Without a limit of time there are ${count(sums[event])}.`;
    return empty(title, reason,
      make('p', { class: 'actions' }, filters.length ? button('Remove all filters', { filters: [] }) : null,
        interval === 'all' ? null : button('Show all time', { interval: 'all', start: '', end: '' })));
  }
  const { text, label, command, more } = await commands[event](signal);
  return empty(`No ${event} yet`, text, ...(command ? [snippet(command, label)] : []), ...more);
}

const post = (path, body) => [
  `curl -X POST ${location.origin}${path} \\`,
  '  -H "Authorization: Bearer $DUB_API_KEY" -H "Content-Type: application/json" \\',
  `  -d '${JSON.stringify(body).replaceAll('\'', '\'\\\'\'')}'`,
].join('\n');

const link = (href, text) => make('a', { href }, text);

const keyNote = () => make('p', { class: 'hint' }, 'DUB_API_KEY is among the variables under ',
  link('/dashboard/settings', 'Settings'), '.');

/** What brings the first event of a kind, with what the workspace has to do it with. */
const commands = {
  async clicks(signal) {
    const [first] = await api('/links', { query: { pageSize: 1 }, signal });
    if (!first) {
      return { text: 'There is no short link to click on.', more: [link('/dashboard/links', 'Make a short link')] };
    }
    return {
      text: 'Open a short link in a browser, or run this. It calls itself a browser, as bots are not counted.',
      label: 'the command that clicks', command: `curl -A "Mozilla/5.0" ${first.shortLink}`,
      more: [link('/dashboard/links', 'All short links')],
    };
  },
  async leads(signal) {
    const [click] = await api('/events', { query: { event: 'clicks', interval: 'all', limit: 1 }, signal });
    const signUp = make('p', {}, 'Or try it by hand on the ', link('/signup', 'sign-up page'), '.');
    if (!click) {
      return { text: 'A lead needs a click: open a short link, then sign up on the page it leads to.', more: [signUp] };
    }
    return {
      text: 'When a visitor signs up, the server sends the click id. This is for the newest click.',
      label: 'the command that tracks a lead', more: [keyNote(), signUp],
      command: post('/track/lead', { clickId: click.click.id, eventName: 'Sign Up', customerExternalId: 'user_1' }),
    };
  },
  async sales(signal) {
    const [customer] = await api('/customers', { query: { pageSize: 1 }, signal });
    if (!customer) {
      return { text: 'A sale needs a customer, who comes with a lead.', more: [link('?event=leads', 'See leads')] };
    }
    return {
      text: 'When a customer pays, the server sends the external id and the cents. This is for the newest customer.',
      label: 'the command that tracks a sale', more: [keyNote()],
      command: post('/track/sale', {
        customerExternalId: customer.externalId, amount: 4900, paymentProcessor: 'custom', eventName: 'Order Completed',
      }),
    };
  },
};
