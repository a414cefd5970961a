// The stages of a verification: which one runs, and for how long.

import { make, say } from '../lib/dom.js';

const names = { static: 'HTML, headers and script file', browser: 'Live page in a browser' };

/** @param {HTMLElement} list @param {string[]} wanted */
export function stages(list, wanted) {
  const items = new Map(wanted.map((stage) => [stage, item(names[stage])]));
  list.replaceChildren(...[...items.values()].map(({ node }) => node));
  let timer = null;

  function set(stage, state, seconds) {
    const shown = items.get(stage);
    clearInterval(timer);
    if (state === 'running') {
      const start = performance.now();
      shown.state('Running', 'mixed');
      timer = setInterval(() => shown.took(`${((performance.now() - start) / 1000).toFixed(1)} s`), 100);
      say(`${names[stage]}: running`);
    } else if (state === 'done') {
      shown.state('Done', 'good');
      shown.took(seconds === undefined ? '' : inSeconds(seconds));
    }
  }

  return {
    set,
    /** @param {string | null} stage null: whichever runs */
    fail(stage, message) {
      clearInterval(timer);
      const shown = items.get(stage) ?? [...items.values()].find((each) => each.isOpen()) ?? items.get(wanted[0]);
      shown.state('Not done', 'bad');
      shown.say(message);
    },
    end: () => clearInterval(timer),
  };
}

function item(name) {
  const badge = make('span', { class: 'badge' }, 'Waiting');
  const seconds = make('span', { class: 'hint seconds' });
  const message = make('p', { class: 'error', role: 'alert' });
  const node = make('li', {}, badge, make('span', {}, name), seconds, message);
  return {
    node,
    isOpen: () => ['Waiting', 'Running'].includes(badge.textContent),
    state(text, kind) { [badge.textContent, badge.className] = [text, `badge ${kind}`]; },
    took(text) { seconds.textContent = text; },
    say(text) { message.textContent = text; },
  };
}

/** @param {number} seconds */
export const inSeconds = (seconds) => (seconds < 0.1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);
