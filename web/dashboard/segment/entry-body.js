// All that became of one event, in the order in which it went: received, taken, mapped, sent, answered.

import { operate } from '../lib/api.js';
import { copyButton, make, say, toast } from '../lib/dom.js';
import { time } from '../lib/time.js';
import { applyTo } from './cures.js';
import { json, sentence } from './json.js';
import { stepView } from './step.js';

/** @returns {Node[]} */
export function entryBody(entry, tools) {
  return [
    ...(entry.reason ? [reason(entry)] : []),
    ...entry.warnings.map((warning) => make('p', { class: 'notice' }, warning)),
    received(entry, tools),
    ...entry.destinations.flatMap((destination) => destinationView(entry, destination, tools)),
  ];
}

function destinationView(entry, destination, tools) {
  const isTaken = destination.outcome !== 'filtered';
  const steps = destination.steps.map((step) => stepView(step, {
    ...tools, event: entry.payload, messageId: entry.messageId, destination: destination.name,
    cure: applyTo(step, { ...tools, event: entry.payload }),
    retry: () => retry(entry, step, tools),
  }));
  const says = !isTaken && destination.reason && destination.reason !== entry.reason;
  return [
    ...(says ? [make('p', { class: 'destination-note' }, make('strong', {}, destination.name),
      `: ${destination.reason}.`)] : []),
    ...(isTaken || steps.length ? steps
      : [make('p', { class: 'hint' }, `${destination.name} has no mapping that is enabled.`)]),
  ];
}

function received(entry, tools) {
  const { payload } = entry;
  const from = payload?.context?.library?.name;
  return make('section', { class: 'received', 'aria-label': 'What was received' },
    make('dl', { class: 'facts' },
      fact('Received', time(entry.receivedAt)),
      fact('Message id', make('code', {}, entry.messageId), copyButton(entry.messageId, 'the message id')),
      from && fact('Sent by', String(from))),
    make('details', {}, make('summary', {}, 'The event as it was received'), make('div', { class: 'payload' },
      json(payload, 'the event'),
      entry.outcome !== 'discarded' && make('p', { class: 'actions' },
        make('button', { type: 'button', class: 'small quiet', onclick: () => tools.sendAgain(payload) },
          'Send this event again'),
        make('span', { class: 'hint' }, 'as a new one, with a message id of its own')))));
}

const fact = (name, ...values) => make('div', {}, make('dt', {}, name), make('dd', { class: 'actions' }, ...values));

async function retry(entry, step, tools) {
  try {
    const answer = await operate(`/deliveries/${step.delivery}/retry`, { method: 'POST' });
    say('Sent again');
    tools.changed(answer ?? entry);
    tools.expect?.(answer);
  } catch (error) {
    toast(error.message, { kind: 'error', seconds: 12 });
  }
}

const reason = ({ reason: text, code }) => make('p', { class: 'reason' },
  sentence(text), '. ', code && make('code', {}, code));
