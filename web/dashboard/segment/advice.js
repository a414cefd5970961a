// What should be changed, and each way to do it.

import { make, snippet } from '../lib/dom.js';
import { json } from './json.js';

const titles = {
  'click-id-elsewhere': 'The click id is elsewhere',
  'integration-key': 'The key in integrations is not the destination’s name',
  'anonymous-lead': 'Nobody is identified',
  'near-event-name': 'The event’s name is nearly the trigger’s',
  'trigger-lint': 'The trigger does not do what it looks like',
  'payment-processor': 'The payment processor',
  'metadata-list': 'Metadata is a list',
  'amount-not-in-cents': 'The amount is not in cents',
  'quantity-out-of-range': 'The quantity is out of range',
  'too-long': 'Too long for Dub',
  'field-in-vain': 'A field that is mapped in vain',
  'empty-text-hides': 'An empty text hides the value',
  'falsy-parent': 'The path ends early',
  'repeated-lead': 'The lead was there before',
  'identify-traits': 'Traits of an identify call are not there',
  'server-event': 'A server has to send the click id itself',
  'options-replaced': 'The browser plugin replaced the options',
  'several-mappings': 'More than one mapping takes this event',
};

/** @param {any} advice @param {any} step @param {{cure?: {button: Function}}} context */
export function adviceView(advice, step, context) {
  const cures = advice.cures.map((cure) => cureView(cure, step, context));
  return make('section', { class: 'advice' },
    make('h4', {}, titles[advice.id] ?? 'Something to change'),
    make('p', {}, advice.message),
    cures.length > 0 && make('ul', { class: 'cures' }, ...cures));
}

function cureView(cure, step, context) {
  return make('li', {},
    make('p', {}, cure.message),
    cure.send && json(cure.send, 'what to send'),
    cure.send && !context.isPreview && make('p', { class: 'hint' },
      'A change in your code: the event has these members then, beside its own.'),
    isOfMapping(cure) && context.cure?.(cure),
    isOfMapping(cure) && cure.command && !context.isPreview
      && make('details', {}, make('summary', {}, 'The same as a command'), snippet(cure.command, 'the command')));
}

/** Whether a cure changes the mapping, so that the page can do it. */
export const isOfMapping = (cure) => Boolean(cure.field || cure.trigger);
