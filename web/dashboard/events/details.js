// One event with all that is known of it, and a click's story, in a drawer at the side.

import { copyButton, make } from '../lib/dom.js';
import { dollars } from '../lib/format.js';
import { idOf } from '../lib/stream.js';
import { time } from '../lib/time.js';
import { columnsOf } from './columns.js';
import { tellStory } from './story.js';

const titles = {
  click: () => 'Click',
  lead: (row) => `Lead: ${row.eventName}`,
  sale: (row) => `Sale: ${dollars(row.sale.amount)}`,
};

/** What has no column. */
const further = [
  ['Payment processor', (row) => row.sale?.paymentProcessor],
  ['User agent', (row) => row.click.ua],
];

/** A drawer, of which there is one at a time. */
export class Drawer {
  #onclose;
  #box = null;

  /** @param {() => void} onclose called when somebody closes it, not for `close` */
  constructor(onclose) {
    this.#onclose = onclose;
  }

  /** @param {any} row one of `/events` @param {string} address the deep link to it */
  showEvent(row, address) {
    const story = make('div', { class: 'story-place' });
    this.#open(titles[row.event](row), `event ${idOf(row)}`,
      make('p', { class: 'actions' }, time(row.timestamp), copyButton(address, 'the link to this event', 'Copy link')),
      section('The story of the click', story), ...metadata(row), section('All of it', facts(row), rawRow(row)));
    tellStory(story, row.click.id);
  }

  /** @param {string} clickId */
  showClick(clickId) {
    const story = make('div', { class: 'story-place' });
    this.#open('The story of a click', `click ${clickId}`,
      make('p', { class: 'actions' }, make('code', {}, clickId), copyButton(clickId, 'the click id')), story);
    tellStory(story, clickId);
  }

  /** @param {string} what see there @param {string} title @param {string} text */
  showText(what, title, text) {
    this.#open(title, what, make('p', { dir: 'auto' }, text));
  }

  /** What it shows, as `event` or `click` with its id; null while it is closed. @returns {string | null} */
  get what() {
    return this.#box?.dataset.what ?? null;
  }

  close() {
    const box = this.#box;
    this.#box = null;
    box?.close();
  }

  #open(title, what, ...content) {
    this.close();
    const box = make('dialog', { class: 'drawer', 'aria-labelledby': 'drawer-title', 'data-what': what },
      make('div', { class: 'head' },
        make('h2', { id: 'drawer-title', dir: 'auto', tabIndex: -1, autofocus: true }, title),
        make('button', { type: 'button', class: 'small quiet', onclick: () => box.close() }, 'Close')),
      ...content);
    box.addEventListener('click', (event) => { if (event.target === box) box.close(); });
    box.addEventListener('close', () => {
      box.remove();
      if (this.#box !== box) return;
      this.#box = null;
      this.#onclose();
    });
    document.body.append(box);
    this.#box = box;
    box.showModal();
  }
}

function section(title, ...content) {
  return make('section', {}, make('h3', {}, title), ...content);
}

function facts(row) {
  const known = columnsOf(`${row.event}s`).filter(({ name }) => name !== 'time' && name !== 'metadata')
    .map(({ label, code, text }) => [label, text(row), code]);
  const more = further.map(([label, read]) => [label, read(row)]).filter(([, value]) => value);
  return make('dl', { class: 'facts' }, ...[...known, ...more].flatMap(([label, value, code]) => [
    make('dt', {}, label), make('dd', { dir: 'auto' }, code ? make('code', {}, value) : value)]));
}

function metadata(row) {
  if (row.event === 'click') return [];
  const hasAny = Object.keys(row.metadata ?? {}).length > 0;
  const shown = hasAny ? viewer(row.metadata, 'the metadata') : make('p', { class: 'hint' }, 'None was sent.');
  return [section('Metadata', shown)];
}

function rawRow(row) {
  return make('details', {}, make('summary', {}, 'As the API has it'), viewer(row, 'the event'));
}

/** JSON to read and to copy; what is long scrolls within it. */
function viewer(value, label) {
  const text = JSON.stringify(value, null, 2);
  return make('div', { class: 'viewer' }, copyButton(text, label, 'Copy JSON'),
    make('pre', { tabIndex: 0, role: 'region', 'aria-label': label }, make('code', {}, text)));
}
