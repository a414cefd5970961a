// Says whether new events come in by themselves, and stops that for a while.

import { $, make, say } from '../lib/dom.js';
import { count } from '../lib/format.js';
import { stateText } from '../lib/stream.js';

/**
 * @typedef {object} LiveState
 * @property {import('../lib/stream.js').StreamState} stream
 * @property {boolean} isPaused
 * @property {number} waiting how many have come in that are not listed
 * @property {'newest' | 'older' | 'oldestFirst' | 'past'} view
 * @property {string[]} lookedUp filters that only the harness can decide
 */

/** @param {LiveState} state @returns {string} */
export function liveText({ stream, isPaused, waiting, view }) {
  const more = waiting ? ` · ${count(waiting)} new` : '';
  if (view === 'past') return 'Not live: this time is over';
  if (stream !== 'live') return `${stateText(stream)}${stream.endsWith('ing') ? '…' : ''}${more}`;
  if (view === 'older') return `Live on the newest page${more}`;
  if (view === 'oldestFirst') return `Live with the newest first${more}`;
  return isPaused ? `Paused${more}` : 'Live';
}

/** @param {() => void} ontoggle @returns {{button: HTMLElement, show: (state: LiveState) => void}} */
export function liveControl(ontoggle) {
  const button = make('button', { type: 'button', class: 'small', id: 'pause', onclick: ontoggle }, 'Pause');
  let told = '';

  function show(state) {
    const { stream, isPaused, view, lookedUp } = state;
    const isOn = stream === 'live' && view === 'newest' && !isPaused;
    $('#live').textContent = liveText(state);
    $('#live').dataset.state = isOn ? 'on' : stream === 'live' ? 'off' : stream;
    button.textContent = isPaused ? 'Resume' : 'Pause';
    button.hidden = view !== 'newest';
    const hint = $('#live-hint');
    hint.hidden = !lookedUp.length || view !== 'newest';
    hint.textContent = `The harness looks up ${lookedUp.join(' and ')} for each row: `
      + 'the list is loaded anew when events come in.';
    const news = view === 'past' ? '' : isPaused ? 'Paused' : stateText(stream);
    if (told && news && news !== told) say(news);
    told = news;
  }

  return { button, show };
}
