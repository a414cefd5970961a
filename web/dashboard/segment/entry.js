// An event of the log: one line, and when it is opened all that became of it, in the order in which it went: received,
// taken, mapped, sent, answered; with the cures that change a saved mapping.

import { operate } from '../lib/api.js';
import { copyButton, make, say, toast } from '../lib/dom.js';
import { time } from '../lib/time.js';
import { button, failed, find, json, labelOf, noted, patchSubscription, place, same, sentence } from './common.js';
import { outcome, stepView } from './step.js';

/**
 * @param {any} entry as the API has it
 * @param {{actions: object[], sendAgain: (event: object) => Promise<void>, changed: (entry: object) => void}} tools
 * @returns {HTMLDetailsElement}
 */
export function entryNode(entry, tools) {
  const node = make('details', { class: 'entry card', 'data-number': entry.number, 'data-message': entry.messageId },
    make('summary', {}), make('div', { class: 'entry-body' }));
  node.tools = tools;
  node.addEventListener('toggle', () => {
    const isNamed = place().message === entry.messageId;
    if (node.open) {
      fillBody(node);
      if (place().tab === 'deliveries') noted({ message: entry.messageId });
    } else if (isNamed && place().tab === 'deliveries') noted({ message: null });
  });
  redraw(node, entry);
  return node;
}

/** Shows an event as it is now; what is open stays so. */
export function redraw(node, entry) {
  const text = JSON.stringify(entry);
  if (node.drawn === text) return;
  node.drawn = text;
  node.entry = entry;
  const [summary, body] = node.children;
  const [words, kind] = outcome(entry);
  const user = entry.userId ?? entry.payload?.anonymousId;
  summary.replaceChildren(
    make('span', { class: `badge ${kind}` }, words),
    make('strong', { class: 'event-name' }, entry.event ?? entry.payload?.name ?? entry.type ?? 'event'),
    make('span', { class: 'hint user' }, [entry.type, user].filter(Boolean).join(' · ')),
    time(entry.receivedAt));
  if (!node.open) return body.replaceChildren();
  const hadFocus = body.contains(document.activeElement);
  fillBody(node, true);
  if (hadFocus) summary.focus();
}

function fillBody(node, isAnew = false) {
  const body = node.children[1];
  if (isAnew || !body.hasChildNodes()) body.replaceChildren(...entryBody(node.entry, node.tools));
}

/** @returns {Node[]} */
function entryBody(entry, tools) {
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
        button('Send this event again', () => tools.sendAgain(payload)),
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
    failed(error);
  }
}

const reason = ({ reason: text, code }) => make('p', { class: 'reason' },
  sentence(text), '. ', code && make('code', {}, code));

/** What a button of a cure says. @param {string} label of its field */
export function words(cure, label = cure.field) {
  if (cure.trigger) return 'Change the trigger';
  if (!('mapping' in cure)) return `Map nothing to ${label}`;
  return `Map ${label} to ${cure.mapping?.['@path'] ?? JSON.stringify(cure.mapping)}`;
}

/** The change that makes a cure. */
const changeOf = (cure) => (cure.trigger ? { subscribe: cure.trigger }
  : 'mapping' in cure ? { map: { [cure.field]: cure.mapping } } : { unmap: [cure.field] });

/** Whether a subscription has a cure. @param {{subscribe: string, mapping: any}} subscription */
function isApplied(cure, subscription) {
  if (cure.trigger) return subscription.subscribe === cure.trigger;
  return 'mapping' in cure ? same(subscription.mapping[cure.field], cure.mapping)
    : !(cure.field in subscription.mapping);
}

/**
 * What stands below a cure of a step: a button that applies it, or what to do once it is applied.
 *
 * @param {any} step
 * @param {{event: object, sendAgain: (event: object) => Promise<void>, actions: object[]}} context
 * @returns {(cure: any) => HTMLElement}
 */
function applyTo(step, { event, sendAgain, actions }) {
  return (cure) => {
    const place = make('div', { class: 'cure' });
    const { id, name } = step.subscription;
    const label = labelOf(step.subscription.partnerAction, cure.field, actions);

    const draw = (focus) => {
      const subscription = find(id)?.subscription;
      if (!subscription) {
        place.replaceChildren(make('p', { class: 'hint' }, `The mapping “${name}” is not there any more.`));
      } else if (isApplied(cure, subscription)) {
        place.replaceChildren(make('p', { class: 'applied', tabIndex: -1 },
          make('span', { class: 'badge good' }, 'Applied'),
          ' Segment does not retry what it has rejected: send the event again to see it through.'),
        make('p', { class: 'actions' },
          button('Send the event again', () => sendAgain(event), 'small')));
      } else {
        place.replaceChildren(button(words(cure, label), apply, 'small apply'));
      }
      if (focus) place.querySelector('button')?.focus();
    };

    const run = async (change, said) => {
      for (const button of place.querySelectorAll('button')) button.disabled = true;
      const isDone = await patchSubscription(id, change).then(() => true, failed);
      if (isDone) say(said);
      draw(true);
      return isDone;
    };

    async function apply() {
      const before = find(id).subscription;
      const back = cure.trigger ? { subscribe: before.subscribe } : { mapping: before.mapping };
      if (!await run(changeOf(cure), `“${name}” is changed`)) return;
      toast(`“${name}” is changed. Send the event again.`, {
        action: 'Undo', seconds: 12, run: () => run(back, 'The change is taken back'),
      });
    }

    draw(false);
    return place;
  };
}
