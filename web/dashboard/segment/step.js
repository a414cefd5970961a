// What one mapping made of an event: trigger, fields, request, answers, what was recorded, and what should be changed.

import { make, snippet } from '../lib/dom.js';
import { dollars } from '../lib/format.js';
import { time } from '../lib/time.js';
import { button, json, lines, linkTo, parsed, sentence, table } from './common.js';

/**
 * @param {any} step as deliveries and previews have it
 * @param {{actions: object[], event: object, destination?: string, messageId?: string, isPreview?: boolean,
 *   cure?: object, retry?: () => void}} context
 */
export function stepView(step, context) {
  const [words, kind] = stepOutcome(step);
  const { subscription } = step;
  const isTaken = step.trigger.matches;
  return make('section', { class: 'step' },
    make('div', { class: 'head' },
      make('h3', {}, context.isPreview ? 'Result' : subscription.name),
      make('span', { class: `badge ${kind}` }, words),
      !context.isPreview && make('span', { class: 'hint' }, `of ${context.destination}`),
      !context.isPreview && linkTo({ tab: 'mappings', subscription: subscription.id, message: context.messageId },
        'Edit this mapping')),
    result(step),
    ...step.advice.map((advice) => adviceView(advice, step, context)),
    make('ol', { class: 'path' },
      part(isTaken, isTaken ? 'The trigger matches' : 'The trigger does not match', make('pre', { class: 'trigger' },
        make('code', {}, step.trigger.text)), make('p', { class: 'explanation' }, sentence(step.trigger.explanation))),
      isTaken ? part(!problems(step), 'The mapping fills the fields', fieldTable(step, context.actions))
        : part(null, 'What the mapping would fill', make('details', {}, make('summary', {}, 'Fields'),
          fieldTable(step, context.actions))),
      isTaken && part(Boolean(step.request),
        step.request ? `${step.request.method} ${step.request.path}` : 'No request is made',
        step.request ? json(step.request.body, 'the body of the request')
          : make('p', { class: 'hint' }, 'The fields are checked before anything is sent: this never reaches Dub.')),
      ...answers(step, context)));
}

const problems = (step) => step.fieldErrors?.length || step.fields.some((field) => field.problem);

/** @param {boolean | null} isGood */
function part(isGood, title, ...content) {
  const mark = isGood === null ? '–' : isGood ? '✓' : '✗';
  return make('li', { class: isGood === false ? 'not' : '' },
    make('h4', {}, make('span', { class: 'mark', 'aria-hidden': 'true' }, mark), title), ...content);
}

function result(step) {
  if (step.outcome === 'success') return step.attempts && recorded(step);
  if (step.outcome === 'filtered') return null;
  return step.message && make('p', { class: 'error' },
    refusal(step.message), ' ', step.code && make('code', {}, step.code));
}

/** What Dub says, without the JSON around it. */
const refusal = (text) => parsed(text).value?.error?.message ?? text;

function recorded(step) {
  const { lead } = step;
  const customer = lead?.customer?.externalId ?? lead?.customer?.name;
  if (!isRecorded(step)) {
    return make('p', {}, 'Dub answered 200 and recorded nothing: ', isOfSale(step)
      ? 'there is no customer with that external id who came through a link.'
      : 'the click id is unknown, or the customer has a lead of this name already.');
  }
  const what = isOfSale(step)
    ? `A sale of ${dollars(lead.sale.amount)}` : 'A lead';
  return make('p', {}, `${what} of `, make('code', {}, String(customer)), lead.link && ' counts for ',
    lead.link && make('code', {}, lead.link.shortLink), '. ',
    make('a', { href: '/dashboard/events' }, 'See it under Events'));
}

/** @returns {Node[]} every attempt with what Dub said, and how it goes on */
function answers(step, context) {
  if (!step.attempts?.length && !step.nextAttemptAt) return [];
  const isGood = step.outcome === 'success';
  const list = step.attempts.map((attempt) => make('li', {},
    make('p', {}, make('strong', {}, attempt.status ? `Dub answered ${attempt.status}` : 'Dub did not answer'),
      attempt.code && ' ', attempt.code && make('code', {}, attempt.code), ' ', time(attempt.at)),
    attempt.text && answerText(attempt.text)));
  const title = list.length > 1 ? `${list.length} attempts` : 'The answer';
  return [part(isGood ? true : step.outcome === 'failed' ? false : null, title,
    make('ol', { class: 'attempts' }, ...list),
    step.nextAttemptAt && make('p', {}, 'Next attempt ', time(step.nextAttemptAt), '.'),
    ['failed', 'retrying'].includes(step.outcome) && context.retry && make('p', { class: 'actions' },
      button('Send it again now', context.retry, 'small'),
      make('span', { class: 'hint' }, 'the same request, to the same destination')))];
}

function answerText(text) {
  const { value, error } = parsed(text);
  if (!error) return json(value, 'the answer');
  return make('pre', { tabIndex: 0, role: 'region', 'aria-label': 'The answer' }, make('code', {}, text));
}

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

/** @param {{cure?: {button: Function}}} context */
function adviceView(advice, step, context) {
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
const isOfMapping = (cure) => Boolean(cure.field || cure.trigger);

function fieldTable(step, actions) {
  const action = actions.find((each) => each.partnerAction === step.subscription.partnerAction);
  const labels = new Map(action?.fields.map((field) => [field.name, field.label]));
  const wrong = problemsByField(step);
  const mapped = new Set(step.fields.map((field) => field.name));
  const unmapped = [...wrong.keys()].filter((name) => !mapped.has(name))
    .map((name) => ({ name, from: ['not mapped'] }));
  return table('fields', ['Field', 'Value', 'From'], [...unmapped, ...step.fields]
    .map((field) => row(field, labels.get(field.name), wrong.get(field.name))));
}

function row(field, label, problem) {
  const said = [field.problem, problem].filter(Boolean);
  return make('tr', { class: said.length ? 'wrong' : '' },
    make('th', { scope: 'row' }, label ?? field.name, label && make('br'),
      label && make('small', {}, make('code', {}, field.name))),
    make('td', {}, value(field), ...lines('error', said)),
    make('td', {}, ...field.from.map((text) => make('div', { class: 'hint' }, text))));
}

/** @param {{name: string, value?: unknown}} field */
function value(field) {
  if (!('value' in field)) return make('span', { class: 'hint' }, 'nothing');
  const text = typeof field.value === 'string' ? field.value : JSON.stringify(field.value);
  const isLong = text.length > 160;
  // What scrolls is to be reached by the keyboard.
  const scrolling = isLong ? { tabIndex: 0, role: 'region', 'aria-label': `Value of ${field.name}` } : {};
  return make('code', { class: 'value', ...scrolling }, text || '""');
}

/** @returns {Map<string, string>} what the check has against each field; one that is missing is named in the message */
function problemsByField(step) {
  const found = new Map();
  for (const { path, message } of step.fieldErrors ?? []) {
    const name = path === '$' ? /required field '([^']+)'/.exec(message)?.[1] : path.replace(/^\$\./, '');
    if (name) found.set(name, path === '$' ? 'Required, and missing' : message);
  }
  return found;
}

/** What became of an event or of a step of it: words, and the kind of their badge. */
const outcomes = {
  pending: ['On its way', ''],
  retrying: ['Retrying', 'mixed'],
  failed: ['Refused by Dub', 'bad'],
  rejected: ['Never sent', 'bad'],
  discarded: ['Discarded', 'bad'],
  duplicate: ['Duplicate', ''],
  filtered: ['Not taken', ''],
};
/** The same of a preview, which is never sent. */
const foreseen = { ...outcomes, success: ['Would be sent', 'good'], rejected: ['Would be rejected', 'bad'] };

const isOfSale = (step) => step.subscription.partnerAction === 'trackSale';

/** Whether Dub's answer to a delivery says that something was recorded. */
function isRecorded(step) {
  if (step.outcome !== 'success' || !step.lead) return false;
  return Boolean(isOfSale(step) ? step.lead.sale : step.lead.link);
}

/** @returns {[words: string, kind: string]} */
export function stepOutcome(step) {
  if (!('delivery' in step)) return foreseen[step.outcome] ?? [step.outcome, ''];
  if (step.outcome !== 'success') return outcomes[step.outcome] ?? [step.outcome, ''];
  if (!isRecorded(step)) return ['Nothing recorded', 'mixed'];
  return [isOfSale(step) ? 'Sale recorded' : 'Lead recorded', 'good'];
}

/** @returns {[words: string, kind: string]} */
export function outcome(entry) {
  if (entry.outcome !== 'success') return outcomes[entry.outcome] ?? [entry.outcome, ''];
  const steps = entry.destinations.flatMap((each) => each.steps).filter((step) => step.outcome === 'success');
  return stepOutcome(steps.find((step) => !isRecorded(step)) ?? steps[0]);
}
