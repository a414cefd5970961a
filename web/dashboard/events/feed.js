// What is listed, how many events there are, and the harness's stream of server-sent events, which adds to both.
//
// Events have numbers in the harness's journal. A break loses nothing: the stream goes on after the last number that
// came. What was before is asked of `/events` and `/analytics`, after `onStart`: from then on all that comes is told, so
// nothing falls between the two (though an event may be in both: tell rows apart with `idOf`).
//
// While nobody looks at the page the connection is closed (a browser has only six for each host) and taken up after the
// last number once somebody looks again.

import { operate } from '../lib/api.js';

/**
 * @typedef {'connecting' | 'live' | 'reconnecting' | 'hidden' | 'over'} StreamState
 *   `over`: the harness was started anew and does not know this page's session; only loading the page again helps.
 */

// Times are in milliseconds.
/** The least time between two batches: rows in one go cost less than each on its own. */
const PAUSE = 100;
/** How long to wait before trying again: longer each time. */
const RETRIES = [250, 500, 1000, 2000, 5000];

const texts = {
  connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', hidden: 'Resting', over: 'Session over',
};
export const stateText = (state) => texts[state];

/** What tells an event from all others of its kind, in the stream and in `/events`. */
export const idOf = (row) => row.eventId ?? row.click.id;

/**
 * Opens the stream, for as long as the page is there.
 *
 * @param {{onRows: (rows: any[]) => void, onStart: () => void, onState: (state: StreamState) => void}} listener
 *   `onRows` is told rows of `/events` in the order of the journal, at most ten times a second; `onStart` is called once,
 *   and after a break that cannot be mended
 */
export const openStream = (listener) => new Stream(listener).look();

class Stream {
  #listener;
  #source = null;
  #state = 'connecting';
  /** The last number that came; null until one has. */
  #position = null;
  #failures = 0;
  #retry = null;
  #batch = [];
  #delivery = null;
  #deliveredAt = -Infinity;

  constructor(listener) {
    this.#listener = listener;
    document.addEventListener('visibilitychange', () => this.look());
    addEventListener('online', () => this.#reopenNow());
  }

  /** Connects while the page is looked at, and not while it is not. */
  look() {
    if (this.#state === 'over') return;
    if (document.hidden) {
      this.#disconnect();
      this.#enter('hidden');
    } else if (!this.#source) {
      this.#enter(this.#position === null ? 'connecting' : 'reconnecting');
      this.#connect();
    }
  }

  #enter(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener.onState(state);
  }

  #connect() {
    const after = this.#position;
    const source = new EventSource(`/_dubcheck/stream${after === null ? '' : `?lastEventId=${after}`}`);
    this.#source = source;
    let isFirst = true;
    source.addEventListener('open', () => {
      this.#failures = 0;
      this.#enter('live');
      // Without a number it began at the end: whatever came in before is not among what it tells.
      if (after === null) this.#listener.onStart();
    });
    for (const kind of ['click', 'lead', 'sale']) {
      source.addEventListener(kind, (message) => {
        this.#take(Number(message.lastEventId), message.data, isFirst);
        isFirst = false;
      });
    }
    // A browser tries again by itself only after seconds, and not at all after an answer that is an error.
    source.addEventListener('error', () => this.#fail());
  }

  #take(number, data, isFirst) {
    const isOfOtherData = isFirst && this.#position !== null && number <= this.#position;
    this.#position = number;
    if (isOfOtherData) this.#listener.onStart();
    const row = JSON.parse(data);
    // An event whose link is gone has no row.
    if (row === null) return;
    this.#batch.push(row);
    this.#delivery ??= setTimeout(() => this.#deliver(), Math.max(0, this.#deliveredAt + PAUSE - performance.now()));
  }

  #deliver() {
    this.#delivery = null;
    this.#deliveredAt = performance.now();
    this.#listener.onRows(this.#batch.splice(0));
  }

  #disconnect() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  /** A broken stream says nothing of why; a plain request does. */
  async #fail() {
    this.#disconnect();
    this.#enter('reconnecting');
    this.#retry = setTimeout(() => this.#reopenNow(), RETRIES[Math.min(this.#failures, RETRIES.length - 1)]);
    this.#failures += 1;
    try {
      await operate('/clock');
    } catch (error) {
      if (error.status !== 401) return;
      this.#disconnect();
      this.#enter('over');
    }
  }

  #reopenNow() {
    if (this.#state !== 'reconnecting' || this.#source || document.hidden) return;
    clearTimeout(this.#retry);
    this.#connect();
  }
}

/** The most rows that are kept; older ones are pages of `/events`. */
const MOST = 3000;

/**
 * The rows that are listed, the newest first, and those that wait while the list is held: the rules by which no row is
 * lost or doubled.
 */
export class Feed {
  /** @type {any[]} the newest first */
  rows = [];
  /** @type {Map<string, any>} rows that came in while the list was held, in that order; at most `MOST` */
  #held = new Map();
  /** How many came in while the list was held. */
  waiting = 0;
  #ids = new Set();

  /** Shows a page of `/events`, and what came in since it was asked for: in its order, maybe also in the page. */
  replace(page, since = []) {
    this.rows = page;
    this.#ids = new Set(page.map(idOf));
    this.#forgetHeld();
    this.add(since);
  }

  /** Puts rows on top that came in in this order. @returns {any[]} those that are new */
  add(rows) {
    const fresh = rows.filter((row) => !this.#ids.has(idOf(row)));
    if (!fresh.length) return fresh;
    for (const row of fresh) this.#ids.add(idOf(row));
    this.rows = newestFirst([...fresh.toReversed(), ...this.rows]);
    for (const row of this.rows.splice(MOST)) this.#ids.delete(idOf(row));
    return fresh;
  }

  /** Lets rows wait that came in in this order. */
  hold(rows) {
    for (const row of rows) {
      const id = idOf(row);
      if (this.#ids.has(id) || this.#held.has(id)) continue;
      this.#held.set(id, row);
      this.waiting += 1;
      if (this.#held.size > MOST) this.#held.delete(this.#held.keys().next().value);
    }
  }

  /** Puts those that wait on top. */
  release() {
    const rows = [...this.#held.values()];
    // More have come in than are kept: what was listed is not next to them any more.
    if (this.waiting > rows.length) {
      this.rows = [];
      this.#ids.clear();
    }
    this.#forgetHeld();
    return this.add(rows);
  }

  #forgetHeld() {
    this.#held.clear();
    this.waiting = 0;
  }
}

/** By their times; those that came in later are before others of the same time. */
function newestFirst(rows) {
  const isInOrder = rows.every((row, index) => index === 0 || rows[index - 1].timestamp >= row.timestamp);
  return isInOrder ? rows : rows.sort((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp));
}

/** How long nothing must come in before the API is asked again, and how long that is put off. */
const QUIET = 500;
const LONGEST = 5_000;
/** An event that is told this soon after an answer may have been counted in it. */
const LATE = 1_000;

/** @typedef {{clicks: number, leads: number, sales: number, saleAmount: number}} Counts */

/**
 * The API's numbers, and what came in since. An event that comes in while the API counts may or may not be in them:
 * they are asked for again once it is quiet, and are exact then.
 */
export class Tally {
  /** @type {Counts | null} */
  counts = null;
  #ask;
  #onchange;
  #round = 0;
  /** Events that came in since the API was asked last. */
  #since = 0;
  #timer = null;
  #firstAt = null;
  #isExact = false;
  #answeredAt = 0;

  /**
   * @param {() => Promise<Counts>} ask
   * @param {(counts: Counts, exactBefore: Counts | null) => void} onchange `exactBefore`, at an answer of the API: what
   *   it should have been by all that came in; null where that is not sure
   */
  constructor(ask, onchange) {
    this.#ask = ask;
    this.#onchange = onchange;
  }

  async refresh() {
    const round = this.#begin();
    this.#since = 0;
    const counts = await this.#ask();
    if (round !== this.#round) return;
    const isQuiet = this.#since === 0;
    const before = this.#isExact && isQuiet ? this.counts : null;
    this.counts = counts;
    this.#isExact = isQuiet;
    this.#answeredAt = performance.now();
    this.#onchange(counts, before);
    if (!isQuiet) this.#later();
  }

  /** Counts events that the query asks for. @param {any[]} rows of any kind */
  add(rows) {
    if (!rows.length) return;
    this.#since += rows.length;
    if (performance.now() - this.#answeredAt < LATE) this.#isExact = false;
    if (this.counts) {
      this.counts = { ...this.counts };
      for (const row of rows) {
        this.counts[`${row.event}s`] += 1;
        this.counts.saleAmount += row.saleAmount ?? 0;
      }
      this.#onchange(this.counts, null);
    }
    this.#later();
  }

  /** Asks once nothing has come in for a while. */
  #later() {
    this.#firstAt ??= performance.now();
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET, this.#firstAt + LONGEST - performance.now()));
    // What the page shows already stays when nobody answers; the stream says so.
    this.#timer = setTimeout(() => this.refresh().catch(() => {}), wait);
  }

  /** What was asked before does not count any more. */
  #begin() {
    clearTimeout(this.#timer);
    this.#timer = this.#firstAt = null;
    this.#round += 1;
    return this.#round;
  }

  /** Leaves out what is asked at the moment. */
  forget() {
    this.#begin();
    this.counts = null;
    this.#isExact = false;
  }
}
