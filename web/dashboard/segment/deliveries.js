// The delivery log: newest first, kept up to date while it is looked at.

import { filled, operate, problem } from '../lib/api.js';
import { $, $$, make, say, toast } from '../lib/dom.js';
import { plural } from '../lib/format.js';
import { entryNode, redraw } from './entry.js';
import { firstEvent } from './first-event.js';
import { follow } from './live.js';
import { noted, place } from './place.js';
import { send } from './sending.js';
import { loadActions, loadDestinations } from './settings.js';

const pageSize = 20;

/** @param {HTMLElement} root @returns {{show: (place: object) => void, leave: () => void}} */
export function deliveries(root) {
  const log = make('ul', { class: 'plain log' });
  const linked = make('div', { class: 'linked' });
  const older = make('button', { type: 'button', class: 'quiet', hidden: true, onclick: loadOlder },
    'Show older events');
  const pause = make('button', { type: 'button', class: 'small quiet toggle', 'aria-pressed': 'false',
    onclick: togglePause }, 'Pause');
  const state = make('span', { class: 'hint' }, '');
  const body = make('div', { class: 'log-body' });
  root.append(make('div', { class: 'head' }, make('h2', {}, 'Delivery log'), state, pause), linked, body);

  /** The event that is to be opened as soon as it is there. */
  let awaited = null;
  let isLoaded = false;
  let actions = [];

  const load = filled(body, async (signal) => {
    const [page, known] = await Promise.all([
      operate('/deliveries', { query: { limit: pageSize }, signal }), loadActions().catch(() => []),
      loadDestinations(signal),
    ]);
    actions = known;
    return page;
  }, (page) => {
    isLoaded = true;
    log.replaceChildren(...page.entries.toReversed().map(draw));
    older.hidden = page.entries.length < pageSize;
    body.replaceChildren(...(page.entries.length ? [log, older] : [firstEvent(sendAndOpen)]));
    live.start(page.last);
    showLinked();
  });

  const live = follow({ arrived: add, settled: update, anew: () => load(),
    state: (text) => { state.textContent = text; } });

  function draw(entry) {
    return make('li', {}, entryNode(entry, { actions, sendAgain: sendAndOpen, changed: update,
      expect: (each) => live.expect(each) }));
  }

  /** @param {object[]} entries the oldest first */
  function add(entries) {
    if (!log.isConnected) body.replaceChildren(log, older);
    for (const entry of entries) {
      if (nodeOf(entry.number)) continue;
      const item = draw(entry);
      item.firstChild.classList.add('arrived');
      log.prepend(item);
      if (entry.messageId === awaited) open(item.firstChild);
    }
    const names = entries.map((each) => each.event ?? each.type ?? 'an event').join(', ');
    say(`${plural(entries.length, 'new event')}: ${names.slice(0, 200)}`);
  }

  function update(entry) {
    for (const node of root.querySelectorAll(`details[data-number="${entry.number}"]`)) redraw(node, entry);
  }

  const nodeOf = (number) => $(`details[data-number="${number}"]`, log);

  function open(node) {
    awaited = null;
    linked.replaceChildren();
    node.open = true;
    node.scrollIntoView({ block: 'start' });
    $('summary', node).focus({ preventScroll: true });
  }

  /** Opens the event that the URL names; one that is older than the list stands above it. */
  async function openLinked() {
    const { message } = place();
    if (!message) return linked.replaceChildren();
    // The oldest of them: those that came later under the same id are duplicates.
    const here = $$(`details[data-message="${CSS.escape(message)}"]`, root).at(-1);
    if (here) return here.open || open(here);
    const { entries } = await operate('/deliveries', { query: { messageId: message, after: 0, limit: 1 } });
    if (entries.length) {
      const item = draw(entries[0]);
      linked.replaceChildren(make('h3', {}, 'The event of this address'), make('ul', { class: 'plain log' }, item));
      item.firstChild.open = true;
    } else {
      awaited = message;
      linked.replaceChildren(make('p', { class: 'notice' }, 'No event with the message id ', make('code', {}, message),
        ' is in the log. Should it arrive, it opens here.'));
    }
  }

  const showLinked = () => openLinked().catch((error) => linked.replaceChildren(problem(error, showLinked)));

  async function loadOlder() {
    const before = log.lastElementChild.firstChild.dataset.number;
    older.disabled = true;
    try {
      const { entries } = await operate('/deliveries', { query: { before, limit: pageSize } });
      const items = entries.toReversed().map(draw);
      log.append(...items);
      older.hidden = entries.length < pageSize;
      say(`${plural(entries.length, 'older event')} shown`);
      (items[0] ? $('summary', items[0]) : log.lastElementChild.querySelector('summary')).focus();
    } catch (error) {
      const told = problem(error, () => { told.remove(); loadOlder(); });
      older.before(told);
    } finally {
      older.disabled = false;
    }
  }

  function togglePause() {
    const isPaused = pause.getAttribute('aria-pressed') !== 'true';
    pause.setAttribute('aria-pressed', String(isPaused));
    if (isPaused) live.stop('Paused');
    else live.start();
  }

  /** Sends an event, and opens it when it has come in. */
  async function sendAndOpen(event) {
    try {
      awaited = await send(event);
      noted({ message: awaited });
      await live.check();
    } catch (error) {
      toast(error.message, { kind: 'error', seconds: 12 });
    }
  }

  return {
    show() {
      if (!isLoaded) load();
      else {
        if (pause.getAttribute('aria-pressed') !== 'true') live.start();
        showLinked();
      }
    },
    leave: () => live.stop('Paused while another tab is open'),
  };
}
