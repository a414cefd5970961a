// The rows that are listed, the newest first, and those that wait while the list is held.

import { idOf } from '../lib/stream.js';

/** The most rows that are kept; older ones are pages of `/events`. */
export const MOST = 3000;

/** No DOM and no requests: the rules by which no row is lost or doubled. */
export class Feed {
  /** @type {any[]} the newest first */
  rows = [];
  /** @type {any[]} that came in while the list was held, in that order; at most `MOST` */
  #waiting = [];
  #waitingCount = 0;
  #ids = new Set();
  #waitingIds = new Set();

  /** How many came in while the list was held. */
  get waiting() {
    return this.#waitingCount;
  }

  /**
   * Puts the newest page of `/events` in the place of all rows, but for those that came in since it was asked for.
   *
   * @param {any[]} page the newest first @param {any[]} since rows of the stream in their order, maybe also in the page
   */
  replace(page, since = []) {
    this.rows = page;
    this.#ids = new Set(page.map(idOf));
    this.#forgetWaiting();
    this.add(since);
  }

  /**
   * Puts rows of the stream on top.
   *
   * @param {any[]} rows in the order in which they came in @returns {any[]} those that are new
   */
  add(rows) {
    const fresh = rows.filter((row) => !this.#ids.has(idOf(row)));
    if (!fresh.length) return fresh;
    for (const row of fresh) this.#ids.add(idOf(row));
    this.rows = newestFirst([...fresh].reverse().concat(this.rows));
    for (const row of this.rows.splice(MOST)) this.#ids.delete(idOf(row));
    return fresh;
  }

  /** Lets rows of the stream wait. @param {any[]} rows in the order in which they came in */
  hold(rows) {
    const fresh = rows.filter((row) => !this.#ids.has(idOf(row)) && !this.#waitingIds.has(idOf(row)));
    for (const row of fresh) this.#waitingIds.add(idOf(row));
    this.#waitingCount += fresh.length;
    this.#waiting.push(...fresh);
    for (const row of this.#waiting.splice(0, this.#waiting.length - MOST)) this.#waitingIds.delete(idOf(row));
  }

  /** Puts those that wait on top. @returns {any[]} them */
  release() {
    const rows = this.#waiting;
    // More have come in than are kept: what was listed is not next to them any more.
    if (this.#waitingCount > rows.length) {
      this.rows = [];
      this.#ids.clear();
    }
    this.#forgetWaiting();
    return this.add(rows);
  }

  #forgetWaiting() {
    this.#waiting = [];
    this.#waitingIds.clear();
    this.#waitingCount = 0;
  }
}

/** By their times; those that came in later are before others of the same time. */
function newestFirst(rows) {
  const isInOrder = rows.every((row, index) => index === 0 || rows[index - 1].timestamp >= row.timestamp);
  return isInOrder ? rows : rows.sort((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp));
}
