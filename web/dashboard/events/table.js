// The table of events: of thousands of rows only those in view are in the document. Arrow keys go from cell to cell.

import { make, svg } from '../lib/dom.js';
import { isAskable } from '../lib/filters.js';
import { isExact, time } from '../lib/time.js';
import { idOf } from './feed.js';

/** Rows that are drawn above and below those in view. */
const SPARE = 5;
/** The height of a row in rem, as in events.css. */
const ROW = 2.5;
/** The width of the column of exact times in rem; relative ones need less. */
const EXACT = 18.5;
/** More rows than these at once are not pointed out one by one. */
const MOST_ARRIVALS = 30;

/**
 * @param {{onopen: (row: any) => void, onfilter: (name: string, value: string) => void, onsort: () => void}} listener
 */
export class EventTable {
  #listener;
  #rows = [];
  #columns = [];
  /** @type {Map<string, HTMLTableRowElement>} those that are drawn */
  #drawn = new Map();
  /** The cell that the keyboard is at. */
  #active = { id: null, column: 0 };
  #missed = 0;
  #frame = null;
  #head = make('thead');
  #above = spacer();
  #below = spacer();
  #body = make('tbody', {}, this.#above, this.#below);
  #widths = make('colgroup');
  #table = make('table', { role: 'grid', tabIndex: -1, 'aria-label': 'Events' }, this.#widths, this.#head, this.#body);
  #scroll = make('div', { class: 'scroll event-scroll', role: 'region', 'aria-label': 'List of events' }, this.#table);
  #newer = make('button', { type: 'button', class: 'small newer', hidden: true, onclick: () => this.#toTop() });
  node = make('div', { class: 'event-table' }, this.#newer, this.#scroll);

  constructor(listener) {
    this.#listener = listener;
    this.#scroll.addEventListener('scroll', () => this.#later());
    this.#table.addEventListener('keydown', (event) => this.#key(event));
    this.#table.addEventListener('focusin', (event) => this.#follow(event.target));
    new ResizeObserver(() => this.#later()).observe(this.#scroll);
    addEventListener('timeschange', () => this.#fit());
    addEventListener('beforeprint', () => this.#draw(Infinity));
  }

  setColumns(columns, label, sort) {
    this.#columns = columns;
    this.#table.setAttribute('aria-label', label);
    this.#fit();
    const heads = columns.map((column) => this.#headCell(column, sort));
    this.#head.replaceChildren(make('tr', { 'aria-rowindex': 1 }, ...heads));
    this.#active = { id: null, column: 0 };
    this.#forget();
    this.#draw();
  }

  #fit() {
    const widths = this.#columns.map(({ name, width }) => (name === 'time' && isExact() ? EXACT : width));
    this.#widths.replaceChildren(...widths.map(() => make('col')));
    widths.forEach((width, index) => { this.#widths.children[index].style.width = `${width}rem`; });
    this.#table.style.minWidth = `${widths.reduce((sum, width) => sum + width, 0)}rem`;
  }

  #headCell({ name, label, number }, sort) {
    if (name !== 'time') return make('th', { scope: 'col', class: number ? 'number' : '' }, label);
    const isUp = sort === 'asc';
    return make('th', { scope: 'col', 'aria-sort': isUp ? 'ascending' : 'descending' }, make('button', {
      type: 'button', class: 'sort', title: isUp ? 'Oldest first' : 'Newest first',
      onclick: () => this.#listener.onsort(),
    }, label, arrow(isUp)));
  }

  /** Shows a page from its beginning. */
  show(rows) {
    this.#rows = rows;
    this.#active = { id: null, column: 0 };
    this.#scroll.scrollTop = 0;
    this.#missed = 0;
    this.#forget();
    this.#draw();
  }

  /** Shows rows with new ones on top; what is read stays where it is. */
  update(rows, arrived) {
    const kept = this.#isRead() ? this.#keptRow() : null;
    const before = kept && this.#rows.indexOf(kept);
    this.#rows = rows;
    if (kept) {
      const after = rows.indexOf(kept);
      this.#missed += arrived;
      this.#resize();
      if (after >= 0) this.#scroll.scrollTop += (after - before) * rowHeight();
    }
    this.#draw();
    if (!kept && arrived <= MOST_ARRIVALS) {
      for (const row of rows.slice(0, arrived)) this.#drawn.get(idOf(row))?.classList.add('arrived');
    }
  }

  /** Gives the focus to a row, or to the table where the row is gone. */
  focus(id) {
    const index = this.#rows.findIndex((row) => idOf(row) === id);
    if (index < 0) this.#table.focus({ preventScroll: true });
    else this.#go(index, 0);
  }

  /** Whether somebody reads on, or goes about with the keyboard: then nothing may move away under them. */
  #isRead() {
    return this.#scroll.scrollTop > 0 || this.#body.querySelector(':focus-visible') !== null;
  }

  #keptRow() {
    const focused = this.#body.querySelector(':focus-visible')?.closest('tr');
    const id = focused?.dataset.id;
    const top = Math.floor(this.#scroll.scrollTop / rowHeight());
    return this.#rows.find((row) => idOf(row) === id) ?? this.#rows[top] ?? null;
  }

  #toTop() {
    this.#scroll.scrollTop = 0;
    this.#table.focus({ preventScroll: true });
    this.#draw();
  }

  #later() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #forget() {
    if (this.#body.contains(document.activeElement)) this.#table.focus({ preventScroll: true });
    for (const node of this.#drawn.values()) node.remove();
    this.#drawn.clear();
  }

  /** So that it can be scrolled to where rows will be. */
  #resize() {
    this.#below.style.height = `${this.#rows.length * rowHeight()}px`;
  }

  /** Brings the rows in view into the document, and takes the others out of it. */
  #draw(spare = SPARE) {
    const height = rowHeight();
    const { scrollTop, clientHeight } = this.#scroll;
    if (scrollTop === 0) this.#missed = 0;
    const first = Math.max(0, Math.floor(scrollTop / height) - spare);
    const last = Math.min(this.#rows.length, Math.ceil((scrollTop + clientHeight) / height) + spare);
    const rows = this.#rows.slice(first, last);
    const wanted = new Set(rows.map(idOf));
    for (const [id, node] of this.#drawn) {
      if (wanted.has(id)) continue;
      if (node.contains(document.activeElement)) this.#table.focus({ preventScroll: true });
      node.remove();
      this.#drawn.delete(id);
    }
    let next = this.#above;
    rows.forEach((row, offset) => {
      const node = this.#node(row);
      node.setAttribute('aria-rowindex', first + offset + 2);
      if (next.nextSibling !== node) next.after(node);
      next = node;
    });
    this.#above.style.height = `${first * height}px`;
    this.#below.style.height = `${(this.#rows.length - last) * height}px`;
    this.#table.setAttribute('aria-rowcount', this.#rows.length + 1);
    this.#newer.hidden = this.#missed === 0;
    this.#newer.textContent = `↑ ${this.#missed} newer`;
    this.#mark();
  }

  #node(row) {
    const id = idOf(row);
    let node = this.#drawn.get(id);
    if (!node) {
      node = make('tr', { 'data-id': id }, ...this.#columns.map((column) => this.#cell(column, row)));
      this.#drawn.set(id, node);
    }
    return node;
  }

  #cell(column, row) {
    if (column.name === 'time') {
      return make('th', { scope: 'row' }, make('button', {
        type: 'button', class: 'cell opens', tabIndex: -1, 'aria-haspopup': 'dialog',
        onclick: () => this.#listener.onopen(row),
      }, time(row.timestamp), make('span', { class: 'unseen' }, ', details')));
    }
    const text = column.text(row);
    const shown = text.length > 300 ? `${text.slice(0, 300)}…` : text;
    const [name, value] = column.filter?.(row) ?? [];
    const isFilter = name && value && value !== 'Unknown' && isAskable(name, value);
    return make('td', { class: column.number ? 'number' : column.code ? 'id' : '', tabIndex: isFilter ? null : -1 },
      isFilter
        ? make('button', {
          type: 'button', class: 'cell', tabIndex: -1, title: `Filter by ${shown}`, dir: 'auto',
          onclick: () => this.#listener.onfilter(name, value),
        }, shown)
        : make('span', { class: 'cell', title: shown, dir: 'auto' }, shown));
  }

  /** One cell is reached by the Tab key: the one that the keyboard was at, or the first one in view. */
  #mark() {
    for (const node of this.#body.querySelectorAll('[tabindex="0"]')) node.tabIndex = -1;
    const row = this.#drawn.get(this.#active.id) ?? this.#above.nextElementSibling;
    const cell = row?.cells[Math.min(this.#active.column, row.cells.length - 1)];
    if (cell && row !== this.#below) target(cell).tabIndex = 0;
  }

  #follow(node) {
    const cell = node.closest('tbody th, tbody td');
    if (!cell) return;
    this.#active = { id: cell.parentElement.dataset.id, column: cell.cellIndex };
    this.#mark();
  }

  #key(event) {
    if (event.altKey || event.metaKey || event.target.closest('thead')) return;
    const { id, column } = this.#active;
    const index = this.#rows.findIndex((row) => idOf(row) === id);
    const page = Math.max(1, Math.floor(this.#scroll.clientHeight / rowHeight()) - 2);
    const last = [this.#rows.length - 1, this.#columns.length - 1];
    const goes = {
      ArrowDown: [index + 1, column], ArrowUp: [index - 1, column],
      ArrowRight: [index, column + 1], ArrowLeft: [index, column - 1],
      PageDown: [index + page, column], PageUp: [index - page, column],
      Home: [event.ctrlKey ? 0 : index, 0], End: event.ctrlKey ? last : [index, last[1]],
    };
    const to = goes[event.key];
    if (!to || !this.#rows.length) return;
    event.preventDefault();
    this.#go(clamp(to[0], last[0]), clamp(to[1], last[1]));
  }

  #go(index, column) {
    const height = rowHeight();
    const { scrollTop, clientHeight } = this.#scroll;
    const room = clientHeight - this.#head.offsetHeight;
    if (index * height < scrollTop) this.#scroll.scrollTop = index * height;
    else if ((index + 1) * height > scrollTop + room) this.#scroll.scrollTop = (index + 1) * height - room;
    this.#active = { id: idOf(this.#rows[index]), column };
    this.#draw();
    const cell = this.#drawn.get(this.#active.id)?.cells[column];
    if (!cell) return;
    target(cell).focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

const rowHeight = () => ROW * parseFloat(getComputedStyle(document.documentElement).fontSize);
const clamp = (value, most) => Math.min(Math.max(value, 0), most);
const target = (cell) => cell.querySelector('button') ?? cell;

const spacer = () => make('tr', { class: 'spacer', 'aria-hidden': 'true' });

function arrow(isUp) {
  return svg('svg', { viewBox: '0 0 10 6', width: 10, height: 6, 'aria-hidden': 'true' },
    svg('path', {
      d: isUp ? 'M1 5l4-4 4 4' : 'M1 1l4 4 4-4', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8,
    }));
}
