// The delivery log: newest first, kept up to date while it is looked at.

import { filled, operate, problem } from '../lib/api.js';
import { $, $$, empty, make, say, snippet } from '../lib/dom.js';
import { plural } from '../lib/format.js';
import {
  button, command, failed, loadActions, loadDestinations, loadKeys, noted, place, samples, send,
} from './common.js';
import { entryNode, redraw } from './entry.js';

const pageSize = 20;

/** @returns {{show: (place: object) => void, leave: () => void}} */
export function deliveries(root) {
  const log = make('ul', { class: 'plain log' });
  const linked = make('div', { class: 'linked' });
  const older = button('Show older events', loadOlder, 'quiet', { hidden: true });
  const pause = button('Pause', togglePause, 'small quiet toggle', { 'aria-pressed': 'false' });
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
      failed(error);
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

/** Seconds, as long as the harness allows a request to wait without doubt. */
const wait = 25;
const pendingEvery = 600;
const isOpen = (entry) => entry.outcome === 'pending' || entry.outcome === 'retrying';
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Follows the log by long polling, while somebody looks.
 *
 * @param {{arrived: (entries: object[]) => void, settled: (entry: object) => void, anew: () => void,
 *   state: (text: string) => void}} tell `anew` where the log has been emptied meanwhile
 */
function follow(tell) {
  let last = 0;
  let isOn = false;
  let running = null;
  /** The numbers of entries of which more is to become. */
  const open = new Set();
  let isSettling = false;

  /** @returns {Promise<boolean>} whether something arrived */
  async function fetchNew(seconds, signal) {
    const answer = await operate('/deliveries', { query: { after: last, wait: seconds, limit: 100 }, signal });
    const entries = answer.entries.filter((entry) => entry.number > last);
    if (!entries.length) return false;
    last = answer.last;
    tell.arrived(entries);
    watch(entries);
    return true;
  }

  async function run(own) {
    while (running === own) {
      try {
        tell.state('Live: new events show up by themselves');
        if (!await fetchNew(wait, own.signal)) {
          const newest = await operate('/deliveries', { query: { limit: 1 }, signal: own.signal });
          if (newest.last < last) return tell.anew();
        }
      } catch (error) {
        if (error.name === 'AbortError') return;
        tell.state(`Not live: ${error.message}`);
        if (error.status === 401) return;
        await sleep(3_000);
      }
    }
  }

  /** Looks again at what is on its way until it is at its end. */
  async function watch(entries) {
    for (const entry of entries.filter(isOpen)) open.add(entry.number);
    if (isSettling) return;
    isSettling = true;
    while (open.size && !document.hidden) {
      await sleep(pendingEvery);
      for (const number of [...open].slice(0, 20)) {
        try {
          const { entries: [entry] } = await operate('/deliveries', { query: { after: number - 1, limit: 1 } });
          if (entry) tell.settled(entry);
          if (!entry || !isOpen(entry)) open.delete(number);
        } catch {
          // The next round tries again; that the harness does not answer is said by the other loop.
        }
      }
    }
    isSettling = false;
  }

  function resume() {
    running?.abort();
    running = null;
    if (!isOn || document.hidden) return;
    running = new AbortController();
    run(running);
    watch([]);
  }

  document.addEventListener('visibilitychange', resume);
  return {
    /** @param {number} [from] the number of the newest entry that is shown */
    start(from = last) {
      last = from;
      isOn = true;
      resume();
    },
    stop(why) {
      isOn = false;
      resume();
      tell.state(why);
    },
    /** Fetches now what is new, also while nothing is followed. */
    async check() {
      if (!isOn) await fetchNew(2);
    },
    /** @param {object} entry of which more is to become */
    expect(entry) { watch([entry]); },
  };
}

/** What the log shows while it is empty: how to send the first event. @param {(event: object) => Promise<void>} send */
function firstEvent(send) {
  const { event } = samples[0];
  const place = make('div', {});
  const showCommand = ({ segmentWriteKey: key }) => place.replaceWith(snippet(command(event, key), 'the command'));
  // Without the keys there is still the button.
  loadKeys().then(showCommand, () => {});
  return empty('No event has come in',
    'This one is Dub’s own example of a sign-up. Send it, and read why it is rejected:', place,
    make('p', { class: 'actions' },
      button('Send it from here', () => send(event), ''),
      make('a', { href: '/signup?send=segment' }, 'Or sign up on the demo page')),
    make('p', { class: 'hint' }, 'Your own server: give its SDK the host ', make('code', {}, location.origin),
      ' and the write key that Settings shows.'));
}
