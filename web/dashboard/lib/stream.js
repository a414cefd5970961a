// Events as they happen, from the harness's stream of server-sent events.
//
// Every event has a number in the harness's journal. The stream begins at the end of the journal, or after a number, so
// a break loses nothing: it goes on after the last number that came. What was before the stream is asked of `/events`
// and `/analytics`, after `onStart`: from then on all that comes is told, so nothing falls between the two (though an
// event may be in both: tell rows apart with `idOf`).
//
//   const stream = openStream({
//     onStart: () => load(),                    // once, and after a break that cannot be mended
//     onEvents: (events) => show(events),       // in batches, at most ten a second, in the order of the journal
//     onState: (state) => tell(stateText(state)),
//   });
//   …
//   stream.close();
//
// While nobody looks at the page the connection is closed (a browser has only six for each host) and taken up after the
// last number once somebody looks again.

import { operate } from './api.js';

/**
 * @typedef {{number: number, kind: 'click' | 'lead' | 'sale', row: any}} LiveEvent its row is one of `/events`
 *
 * @typedef {'connecting' | 'live' | 'reconnecting' | 'hidden' | 'over' | 'closed'} StreamState
 *   `over`: the harness was started anew and does not know this page's session; only loading the page again helps.
 */

/** The least time between two batches, in milliseconds: rows in one go cost less than each on its own. */
const PAUSE = 100;
/** How long to wait before trying again, in milliseconds: longer each time. */
const RETRIES = [250, 500, 1000, 2000, 5000];

const texts = {
  connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', hidden: 'Resting',
  over: 'Session over', closed: 'Off',
};

/** @param {StreamState} state @returns {string} in a word or two */
export const stateText = (state) => texts[state];

/** What tells an event from all others of its kind, in the stream and in `/events`. @param {any} row */
export const idOf = (row) => row.eventId ?? row.click.id;

/**
 * Opens the stream.
 *
 * @param {{
 *   onEvents: (events: LiveEvent[]) => void,
 *   onStart?: () => void,
 *   onState?: (state: StreamState) => void,
 *   after?: number,
 * }} listener `after`: the number after which to begin, where it is known
 * @returns {{readonly state: StreamState, close: () => void}}
 */
export function openStream(listener) {
  const stream = new Stream(listener);
  stream.look();
  return stream;
}

class Stream {
  #listener;
  #source = null;
  #state = 'connecting';
  /** The last number that came; null until one has. */
  #position;
  #failures = 0;
  #retry = null;
  #batch = [];
  #delivery = null;
  #deliveredAt = -Infinity;
  #look = () => this.look();
  #online = () => this.#reopenNow();

  constructor(listener) {
    this.#listener = listener;
    this.#position = listener.after ?? null;
    document.addEventListener('visibilitychange', this.#look);
    addEventListener('online', this.#online);
  }

  get state() {
    return this.#state;
  }

  /** Ends it; what has come and is not told yet is dropped. */
  close() {
    this.#disconnect();
    clearTimeout(this.#delivery);
    document.removeEventListener('visibilitychange', this.#look);
    removeEventListener('online', this.#online);
    this.#enter('closed');
  }

  /** Connects while the page is looked at, and not while it is not. */
  look() {
    if (this.#state === 'over' || this.#state === 'closed') return;
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
    this.#listener.onState?.(state);
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
      if (after === null) this.#listener.onStart?.();
    });
    for (const kind of ['click', 'lead', 'sale']) {
      source.addEventListener(kind, (message) => {
        this.#take(kind, Number(message.lastEventId), message.data, isFirst);
        isFirst = false;
      });
    }
    // A browser tries again by itself only after seconds, and not at all after an answer that is an error.
    source.addEventListener('error', () => this.#fail());
  }

  #take(kind, number, data, isFirst) {
    const isOfOtherData = isFirst && this.#position !== null && number <= this.#position;
    this.#position = number;
    if (isOfOtherData) this.#listener.onStart?.();
    const row = JSON.parse(data);
    // An event whose link is gone has no row.
    if (row === null) return;
    this.#batch.push({ number, kind, row });
    if (this.#delivery !== null) return;
    const wait = Math.max(0, this.#deliveredAt + PAUSE - performance.now());
    this.#delivery = setTimeout(() => this.#deliver(), wait);
  }

  #deliver() {
    this.#delivery = null;
    this.#deliveredAt = performance.now();
    const events = this.#batch;
    this.#batch = [];
    this.#listener.onEvents(events);
  }

  #disconnect() {
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#source?.close();
    this.#source = null;
  }

  /** A broken stream says nothing of why; a plain request does. */
  async #fail() {
    this.#disconnect();
    this.#enter('reconnecting');
    const wait = RETRIES[Math.min(this.#failures, RETRIES.length - 1)];
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#reopenNow(), wait);
    try {
      await operate('/clock');
    } catch (error) {
      if (error.status !== 401 || this.#state === 'closed') return;
      this.#disconnect();
      this.#enter('over');
    }
  }

  #reopenNow() {
    if (this.#state !== 'reconnecting' || this.#source || document.hidden) return;
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#connect();
  }
}
