// Analytics: how many clicks, leads and sales there are, when, and what they have in common.

import { api, filled } from './lib/api.js';
import { $, choiceTabs, make } from './lib/dom.js';
import { filterBar } from './lib/filter-bar.js';
import { earliest, filterQuery, intervals } from './lib/filters.js';
import { count, dollars, plural } from './lib/format.js';
import { fillCards } from './analytics/cards.js';
import { drawChart } from './analytics/chart-card.js';
import { capital, events, readState, stateQuery, when, whenText } from './analytics/state.js';

let state = readState(location.search);
/** What the API answered last: {clicks, leads, sales, saleAmount}, and the same for each bucket. */
let [totals, series] = [null, []];
const question = () => ({ ...when(state), ...filterQuery(state.filters) });

// The page's first questions come before anything is drawn; all kinds in one answer, so that tabs need not ask.
const load = filled($('#chart-place'), async (signal) => {
  const ask = (groupBy) => api('/analytics', { query: { ...question(), event: 'composite', groupBy }, signal });
  for (const part of ['#totals', '#cards']) $(part).setAttribute('aria-busy', 'true');
  try {
    [, series] = await Promise.all([ask('count').then(showTotals), ask('timeseries')]);
  } catch (error) {
    if (error.name !== 'AbortError') hideNumbers();
    throw error;
  }
}, drawAll);

const showTab = choiceTabs($('#totals'), 'chart', events.map((name) => (
  [name, make('span', {}, capital(name)), make('strong', {}, '–'), make('small')])), (event) => go({ event }));
const showPeriod = period($('#period'), go);
const bar = filterBar({
  filters: state.filters,
  context: () => ({ ...when(state), event: state.event }),
  onchange: (filters) => go({ filters }),
});
$('#filters').append(bar.node);
load();
showState();
addEventListener('popstate', () => change(readState(location.search)));

/** What somebody chooses is a step of its own, which Back takes back. */
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
    drawAll();
  }
}

function showState() {
  showTab(state.event);
  showPeriod(state);
}

function drawAll() {
  drawChart({ state, totals, series, go });
  showCards();
}

function showCards() {
  // Where nothing is, there is nothing to have in common.
  const place = $('#cards');
  place.hidden = !totals[state.event];
  if (!place.hidden) fillCards(place, { state, question: question(), go });
  place.removeAttribute('aria-busy');
}

function showTotals(sums) {
  totals = sums;
  const isMoney = state.unit === 'money';
  for (const event of events) {
    const [strong, small] = ['strong', 'small'].map((part) => $(`#totals [data-name="${event}"] ${part}`));
    if (event === 'sales') {
      const [first, second] = [dollars(sums.saleAmount), plural(sums.sales, 'sale')];
      strong.textContent = isMoney ? first : count(sums.sales);
      small.textContent = isMoney ? second : first;
    } else {
      strong.textContent = count(sums[event]);
      small.textContent = whenText(state);
    }
  }
  $('#totals').removeAttribute('aria-busy');
}

function hideNumbers() {
  [totals, series] = [null, []];
  for (const node of $('#totals').querySelectorAll('strong')) node.textContent = '–';
  for (const part of ['#totals', '#cards']) $(part).removeAttribute('aria-busy');
  $('#cards').hidden = true;
}

/**
 * The controls of the time.
 *
 * @param {(span: {interval: string, start: string, end: string}) => void} chosen
 * @returns {(state: import('./analytics/state.js').State) => void} shows a time without telling
 */
function period(place, chosen) {
  const select = make('select', { id: 'interval' },
    ...Object.entries({ ...intervals, '': 'Custom range' }).map(([value, label]) => make('option', { value }, label)));
  const [from, to] = ['range-from', 'range-to'].map((id) => make('input', { id, type: 'date', min: earliest }));
  const field = (label, input) => make('p', {}, make('label', { for: input.id }, label), input);
  const range = make('form', { class: 'range', hidden: true }, field('From', from), field('To', to),
    make('button', { class: 'small' }, 'Apply'));
  from.required = true;

  select.addEventListener('change', () => {
    range.hidden = select.value !== '';
    if (select.value) chosen({ interval: select.value, start: '', end: '' });
    else from.focus();
  });
  for (const input of [from, to]) input.addEventListener('input', () => to.setCustomValidity(''));
  range.addEventListener('submit', (event) => {
    event.preventDefault();
    if (to.value && to.value < from.value) {
      to.setCustomValidity('The range ends before it begins. Choose a later day.');
      to.reportValidity();
      return;
    }
    chosen({ interval: '', start: from.value, end: to.value });
  });
  place.append(field('Period', select), range);

  return ({ interval, start, end }) => {
    select.value = interval;
    range.hidden = interval !== '';
    [from.value, to.value] = [start, end];
  };
}
