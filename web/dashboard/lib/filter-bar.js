// The bar of filters, and the dialog in which one is put together: what, is or is not, and values from a list with
// counts or by hand.

import { api, filled } from './api.js';
import { $, make, openDialog, say } from './dom.js';
import {
  dimension, dimensions, filterQuery, filterText, isAskable, lookUp, replaced, rowText, split, valueText, withoutFilter,
} from './filters.js';
import { count } from './format.js';

/** @typedef {import('./filters.js').Filter} Filter */

/**
 * The bar: a chip for each filter, which opens it or takes it away, and a button for one more.
 *
 * @param {{filters: Filter[], context: () => Record<string, string>, onchange: (filters: Filter[]) => void}} options
 *   `context` is what /analytics is asked with for the values of a dimension: event, interval or start and end, and
 *   timezone
 * @returns {{node: HTMLElement, show: (filters: Filter[]) => void}} `show` does not call `onchange`
 */
export function filterBar({ filters, context, onchange }) {
  const chips = make('ul', { class: 'chips', 'aria-label': 'Filters' });
  const add = make('button', {
    type: 'button', class: 'small quiet', 'aria-haspopup': 'dialog', onclick: () => open(),
  }, 'Add filter');
  const clear = make('button', {
    type: 'button', class: 'small quiet', onclick: () => change([], add, 'All filters removed'),
  }, 'Clear all');
  const note = make('p', { class: 'hint' });
  const node = make('div', { class: 'filter-bar' }, chips, add, clear, note);

  async function open(filter) {
    const chosen = await chooseFilter({ filter, filters, context });
    if (!chosen) return;
    const kept = filter && filter.name !== chosen.name ? withoutFilter(filters, filter.name) : filters;
    change(chosen.values.length ? replaced(kept, chosen) : withoutFilter(kept, chosen.name), chosen.name,
      chosen.values.length ? `Filter set: ${filterText(chosen)}` : 'Filter removed');
  }

  /** @param {HTMLElement | string} focus what has the focus then: a node, or the chip of a name */
  function change(next, focus, words) {
    show(next);
    (focus instanceof Node ? focus : $(`[data-filter="${focus}"] button`, chips) ?? add).focus();
    say(words);
    onchange(next);
  }

  function remove(filter) {
    const at = filters.indexOf(filter);
    change(withoutFilter(filters, filter.name), (filters[at + 1] ?? filters[at - 1])?.name ?? add,
      `Filter removed: ${filterText(filter)}`);
  }

  function chip(filter) {
    const text = filterText(filter);
    return make('li', { class: 'chip', 'data-filter': filter.name },
      make('button', {
        type: 'button', title: `Change: ${text}`, 'aria-haspopup': 'dialog', onclick: () => open(filter),
      }, text),
      make('button', { type: 'button', 'aria-label': `Remove filter ${text}`, onclick: () => remove(filter) }, '×'));
  }

  function show(next) {
    const focused = chips.contains(document.activeElement) && document.activeElement.closest('.chip').dataset.filter;
    filters = next;
    chips.replaceChildren(...filters.map(chip));
    if (focused) ($(`[data-filter="${focused}"] button`, chips) ?? add).focus();
    chips.hidden = filters.length === 0;
    clear.hidden = filters.length < 2;
    note.textContent = idleText(filters);
    note.hidden = !note.textContent;
    lookUp(filters, () => show(filters));
  }

  show(filters);
  return { node, show };
}

/** A link stands for itself: the API does not look at what else is asked of links then. */
function idleText(filters) {
  const has = (names) => filters.filter(({ name }) => names.includes(name)).map(({ name }) => dimension(name).label);
  const idle = has(['domain', 'folderId', 'tagId', 'tenantId', 'root']);
  const isIdle = has(['linkId', 'externalId']).length && idle.length;
  return isIdle ? `Not looked at while a link is chosen: ${idle.join(', ')}.` : '';
}

/** How many values are listed at once; typing narrows them. */
const most = 100;

/** Asks for a filter; `filter` is the one that is changed. @returns {Promise<Filter | null>} null when it was put off */
function chooseFilter({ filter, filters, context }) {
  return new Promise((decided) => {
    const what = make('select', { id: 'filter-what' },
      ...dimensions.map(({ name, label }) => make('option', { value: name }, label)));
    const condition = make('select', { id: 'filter-condition' },
      make('option', { value: 'is' }, 'is'), make('option', { value: 'not' }, 'is not'));
    const search = make('input', { id: 'filter-search', type: 'search', autocomplete: 'off', spellcheck: false });
    const hint = make('p', { class: 'hint', id: 'filter-hint' });
    const list = make('ul', { class: 'plain filter-values', 'aria-label': 'Values' });
    const place = make('div', { class: 'filter-place' }, list);
    const rest = make('p', { class: 'hint', role: 'status' });
    const box = make('dialog', { class: 'card filter-dialog', 'aria-labelledby': 'filter-title' },
      make('form', { method: 'dialog' },
        make('h2', { id: 'filter-title' }, filter ? 'Change the filter' : 'Add a filter'),
        make('div', { class: 'filter-what' },
          make('p', {}, make('label', { for: 'filter-what' }, 'Filter by'), what),
          make('p', {}, make('label', { for: 'filter-condition' }, 'Condition'), condition)),
        make('div', {}, make('label', { for: 'filter-search' }, 'Find or type a value'), search, hint),
        place, rest,
        make('p', { class: 'actions' },
          make('button', { value: 'set' }, 'Apply'),
          make('button', { value: '', class: 'quiet', type: 'button', onclick: () => box.close('') }, 'Cancel'))));

    let chosen = new Set();
    let rows = [];
    /** Whether what was typed came after what was ticked: else it was to find that. */
    let isTyped = false;
    const current = () => dimension(what.value);
    search.setAttribute('aria-describedby', 'filter-hint');

    const ask = (signal) => valuesOf(current(), { filters, context, search: search.value, signal });
    const load = filled(place, ask, (found) => {
      rows = found;
      place.replaceChildren(list);
      draw();
    });

    function begin() {
      const { single, hint: text } = current();
      const there = filters.find(({ name }) => name === what.value);
      chosen = new Set(there?.values ?? []);
      condition.value = there?.excluded ? 'not' : 'is';
      condition.disabled = Boolean(single);
      const rule = single ? 'One value, and only “is”.' : 'Of several values any counts.';
      hint.textContent = text ? `${text} ${rule}` : rule;
      search.value = '';
      rows = [];
      list.replaceChildren();
      rest.textContent = '';
      load();
    }

    function draw() {
      const words = search.value.trim().toLowerCase();
      const fits = rows.filter(({ value, text }) => (
        !chosen.has(value) && `${value} ${text}`.toLowerCase().includes(words)));
      const first = [...chosen].map((value) => (
        rows.find((each) => each.value === value) ?? { value, text: valueText(what.value, value) }));
      list.replaceChildren(...[...first, ...fits.slice(0, most)].map(row));
      rest.textContent = stateText(fits.length - most, rows.length + first.length === 0);
    }

    function stateText(hidden, isEmpty) {
      const typed = search.value.trim();
      if (typed) return isTakable() ? `Enter adds “${meant()?.text ?? typed}”.` : 'Choose one of the list.';
      if (hidden > 0) return `${count(hidden)} more: type to find them.`;
      return isEmpty ? 'No values in this time. Type one.' : '';
    }

    function row({ value, text, number }) {
      const input = make('input', {
        type: current().single ? 'radio' : 'checkbox', name: 'value', value, checked: chosen.has(value),
        disabled: !isAskable(what.value, value), onchange() {
          isTyped = false;
          if (current().single) chosen.clear();
          if (input.checked) chosen.add(value); else chosen.delete(value);
        },
      });
      return make('li', {}, make('label', { title: value === text ? null : value }, input, make('span', {}, text),
        number === undefined ? null : make('span', { class: 'number' }, count(number))));
    }

    /** The listed value that is called as was typed, or the only one that begins so. */
    function meant() {
      const typed = search.value.trim().toLowerCase();
      const names = ({ value, text }) => [value, text].map((name) => name.toLowerCase());
      const exact = rows.find((row) => names(row).includes(typed));
      const begun = rows.filter((row) => names(row).some((name) => name.startsWith(typed)));
      return exact ?? (begun.length === 1 ? begun[0] : undefined);
    }

    const isTakable = () => Boolean(meant()) || (current().form?.test(search.value.trim()) ?? true);

    /** Takes over what was typed: the value that is meant, or what it says. @returns {boolean} whether to stay */
    function take() {
      const typed = search.value.trim();
      if (!typed) return false;
      if (!isTakable()) return chosen.size === 0;
      const { single } = current();
      const listed = meant();
      if (single) chosen.clear();
      const values = listed ? [listed.value] : single ? [typed] : split(typed);
      for (const value of values) chosen.add(value);
      search.value = '';
      isTyped = false;
      draw();
      return true;
    }

    what.addEventListener('change', begin);
    search.addEventListener('input', () => {
      isTyped = true;
      if (what.value === 'customerId') load();
      else draw();
    });
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && take()) event.preventDefault();
    });
    box.addEventListener('submit', (event) => {
      if (isTyped) take();
      if (search.value.trim() && !chosen.size) event.preventDefault();
    });
    what.value = filter?.name ?? dimensions.find(({ name }) => !filters.some((each) => each.name === name)).name;
    openDialog(box, (answer) => decided(answer !== 'set' ? null : {
      name: what.value, excluded: condition.value === 'not' && !current().single, values: [...chosen],
    }));
    (filter ? search : what).focus();
    begin();
  });
}

/**
 * The values that a dimension has in the time that is looked at, under the other filters, largest first.
 *
 * @returns {Promise<{value: string, text: string, number?: number}[]>}
 */
async function valuesOf(kind, { filters, context, search, signal }) {
  const { name, groupBy, field = name, values } = kind;
  if (values) return values.map(([value, text]) => ({ value, text }));
  if (name === 'customerId') {
    const found = await api('/customers', { query: { search: search.trim() || null, pageSize: 50 }, signal });
    return found.map((row) => ({ value: row.id, text: `${rowText(name, row.id, row)} · ${row.externalId}` }));
  }
  if (!groupBy) return [];
  const asked = context();
  // Clicks have no names of their own.
  const event = groupBy === 'event_names' && asked.event !== 'sales' ? 'leads' : asked.event;
  const rows = await api('/analytics', {
    query: { ...asked, ...filterQuery(withoutFilter(filters, name)), event, groupBy }, signal,
  });
  return rows.map((row) => ({ value: row[field], text: rowText(name, row[field], row), number: row[event] }));
}
