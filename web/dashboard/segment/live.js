// Follows the delivery log by long polling, while somebody looks.

import { operate } from '../lib/api.js';

/** Seconds, as long as the harness allows a request to wait without doubt. */
const wait = 25;
const pendingEvery = 600;
const isOpen = (entry) => entry.outcome === 'pending' || entry.outcome === 'retrying';
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * @param {{arrived: (entries: object[]) => void, settled: (entry: object) => void, anew: () => void,
 *   state: (text: string) => void}} tell `anew` where the log has been emptied meanwhile
 */
export function follow(tell) {
  let last = 0;
  let isOn = false;
  let running = null;
  /** Entries of which more is to become, by their numbers. */
  const open = new Map();
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
    for (const entry of entries.filter(isOpen)) open.set(entry.number, entry.outcome);
    if (isSettling) return;
    isSettling = true;
    while (open.size && !document.hidden) {
      await sleep(pendingEvery);
      for (const number of [...open.keys()].slice(0, 20)) {
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
    /** @param {string} why */
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
