// What the log shows while it is empty: how to send the first event.

import { empty, make, snippet } from '../lib/dom.js';
import { command } from './sending.js';
import { samples } from './samples.js';
import { loadKeys } from './settings.js';

/** @param {(event: object) => Promise<void>} send */
export function firstEvent(send) {
  const { event } = samples[0];
  const place = make('div', {});
  const showCommand = ({ segmentWriteKey: key }) => place.replaceWith(snippet(command(event, key), 'the command'));
  // Without the keys there is still the button.
  loadKeys().then(showCommand, () => {});
  return empty('No event has come in',
    'This one is Dub’s own example of a sign-up. Send it, and read why it is rejected:', place,
    make('p', { class: 'actions' },
      make('button', { type: 'button', onclick: () => send(event) }, 'Send it from here'),
      make('a', { href: '/signup?send=segment' }, 'Or sign up on the demo page')),
    make('p', { class: 'hint' }, 'Your own server: give its SDK the host ', make('code', {}, location.origin),
      ' and the write key that Settings shows.'));
}
