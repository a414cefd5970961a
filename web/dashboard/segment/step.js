// What one mapping made of an event: trigger, fields, request, answers, and what was recorded.

import { make } from '../lib/dom.js';
import { dollars } from '../lib/format.js';
import { time } from '../lib/time.js';
import { adviceView } from './advice.js';
import { fieldTable } from './field-table.js';
import { json, parsed, sentence } from './json.js';
import { isRecorded, stepOutcome } from './outcome.js';
import { address, followed } from './place.js';

/**
 * @param {any} step as deliveries and previews have it
 * @param {{actions: object[], event: object, destination?: string, messageId?: string, isPreview?: boolean,
 *   cure?: object, retry?: () => void}} context
 */
export function stepView(step, context) {
  const { words, kind } = stepOutcome(step);
  const { subscription } = step;
  const isTaken = step.trigger.matches;
  const edit = address({ tab: 'mappings', subscription: subscription.id, message: context.messageId ?? null });
  return make('section', { class: 'step' },
    make('div', { class: 'head' },
      make('h3', {}, context.isPreview ? 'Result' : subscription.name),
      make('span', { class: `badge ${kind}` }, words),
      !context.isPreview && make('span', { class: 'hint' }, `of ${context.destination}`),
      !context.isPreview && make('a', { href: edit, onclick: followed }, 'Edit this mapping')),
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

/** @param {boolean | null} isGood @param {string} title */
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

/** What Dub says, without the JSON around it. @param {string} text */
const refusal = (text) => parsed(text).value?.error?.message ?? text;

function recorded(step) {
  const { lead } = step;
  const customer = lead?.customer?.externalId ?? lead?.customer?.name;
  if (!isRecorded(step)) {
    return make('p', {}, 'Dub answered 200 and recorded nothing: ', step.subscription.partnerAction === 'trackSale'
      ? 'there is no customer with that external id who came through a link.'
      : 'the click id is unknown, or the customer has a lead of this name already.');
  }
  const what = step.subscription.partnerAction === 'trackSale'
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
      make('button', { type: 'button', class: 'small', onclick: context.retry }, 'Send it again now'),
      make('span', { class: 'hint' }, 'the same request, to the same destination')))];
}

function answerText(text) {
  const { value, error } = parsed(text);
  if (!error) return json(value, 'the answer');
  return make('pre', { tabIndex: 0, role: 'region', 'aria-label': 'The answer' }, make('code', {}, text));
}
