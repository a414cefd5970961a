// How many events there are: the API's numbers, and what came in since, until the API is asked again.

/** How long nothing must come in before the API is asked again, and how long that is put off, in milliseconds. */
const QUIET = 500;
const LONGEST = 5_000;
/** An event that is told this soon after an answer may have been counted in it, in milliseconds. */
const LATE = 1_000;

/** @typedef {{clicks: number, leads: number, sales: number, saleAmount: number}} Counts */

/**
 * An event that comes in while the API counts may or may not be in its numbers: they are asked for again once it is
 * quiet, and are exact then.
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

  /** Asks the API. */
  async refresh() {
    clearTimeout(this.#timer);
    this.#timer = this.#firstAt = null;
    this.#round += 1;
    const round = this.#round;
    this.#since = 0;
    const counts = await this.#ask();
    if (round !== this.#round) return;
    const isQuiet = this.#since === 0;
    const before = this.#isExact && isQuiet ? this.counts : null;
    this.counts = counts;
    this.#isExact = isQuiet;
    this.#answeredAt = performance.now();
    this.#onchange(counts, before);
    if (!isQuiet) this.later();
  }

  /** Counts events that the query asks for. @param {any[]} rows of any kind */
  add(rows) {
    if (!rows.length) return;
    this.#since += rows.length;
    if (performance.now() - this.#answeredAt < LATE) this.#isExact = false;
    if (this.counts) {
      const counts = { ...this.counts };
      for (const row of rows) {
        counts[`${row.event}s`] += 1;
        counts.saleAmount += row.saleAmount ?? 0;
      }
      this.counts = counts;
      this.#onchange(counts, null);
    }
    this.later();
  }

  /** Asks once nothing has come in for a while. */
  later() {
    this.#firstAt ??= performance.now();
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET, this.#firstAt + LONGEST - performance.now()));
    // What the page shows already stays when nobody answers; the stream says so.
    this.#timer = setTimeout(() => this.refresh().catch(() => {}), wait);
  }

  /** Leaves out what is asked at the moment. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = this.#firstAt = null;
    this.#round += 1;
    this.counts = null;
    this.#isExact = false;
  }
}
