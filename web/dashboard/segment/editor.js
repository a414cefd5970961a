// The editor of one mapping: name, trigger, fields, and a sample event to try them with before they are saved.

import { operate, problem } from '../lib/api.js';
import { $, confirm, make, say, toast } from '../lib/dom.js';
import {
  button, check, failed, isObject, labelled, labelOf, lines, linkTo, onOff, parsed, patchSubscription, pathsOf, preview,
  same, sampleFor, samples, sorted, stepOf,
} from './common.js';
import { words } from './entry.js';
import { mappingFields } from './fields.js';
import { stepOutcome, stepView } from './step.js';

/**
 * @param {{destination: import('./common.js').Destination, subscription: import('./common.js').Subscription}} found
 * @param {{actions: import('./common.js').Action[], event: object | null, gone: () => void}} context
 */
export function editor({ destination, subscription }, { actions, event, gone }) {
  const action = actions.find((each) => each.partnerAction === subscription.partnerAction);
  let saved = picked(subscription);
  let warnings = subscription.warnings;

  const name = make('input', { id: 'mapping-name', value: saved.name, autocomplete: 'off', maxLength: 200 });
  const enabled = onOff(saved.enabled, { id: 'mapping-enabled' });
  const trigger = make('textarea', {
    id: 'mapping-trigger', value: saved.subscribe, rows: 2, spellcheck: false,
    'aria-describedby': 'trigger-says trigger-hint',
  });
  const triggerSays = make('div', { id: 'trigger-says', class: 'says' });
  const fields = mappingFields({ action, mapping: saved.mapping, changed: later });
  const tests = tester({ event, partnerAction: subscription.partnerAction, actions, draft,
    destinationID: destination.id, cure, changed: later });
  const save = make('button', { class: 'small' }, 'Save');
  const discard = button('Discard changes', () => set(saved), 'small quiet', { hidden: true });
  const state = make('span', { class: 'hint', role: 'status' });
  const failure = make('p', { class: 'error', role: 'alert', hidden: true });

  const form = make('form', { class: 'card', onsubmit, 'aria-label': 'Mapping' },
    make('div', { class: 'columns' },
      labelled('Name', name),
      make('div', { class: 'checks' }, make('label', { class: 'inline', for: enabled.id }, enabled, 'Enabled'),
        make('p', { class: 'hint' }, `${action?.name ?? subscription.partnerAction}, to ${destination.name}`))),
    labelled('Trigger', trigger, triggerSays,
      make('p', { class: 'hint', id: 'trigger-hint' }, 'Which events this mapping takes, such as ',
        make('code', {}, action?.trigger ?? ''), '.')),
    fields.node, failure,
    make('p', { class: 'actions bar-of-form' }, save, discard, state,
      button('Delete', remove, 'small danger')));
  const node = make('div', { class: 'editor' },
    make('div', { class: 'head' }, make('h2', { tabIndex: -1 }, saved.name),
      linkTo({ tab: 'mappings' }, 'All mappings')),
    form, tests.node);

  function draft() {
    return { name: name.value.trim(), partnerAction: subscription.partnerAction, enabled: enabled.checked,
      subscribe: trigger.value, mapping: fields.value() };
  }

  const isChanged = () => !fields.isValid() || !same(picked(draft()), saved);

  function set(value) {
    [name.value, enabled.checked, trigger.value] = [value.name, value.enabled, value.subscribe];
    fields.set(value.mapping);
    later();
    name.focus();
  }

  /** A cure goes into the draft, to be saved with the rest. */
  function cure(change) {
    if (change.trigger) trigger.value = change.trigger;
    else {
      const { [change.field]: _, ...others } = fields.value();
      fields.set('mapping' in change ? { ...fields.value(), [change.field]: change.mapping } : others);
    }
    later();
    say('Changed here, not saved yet');
    tests.run();
  }

  let timer = null;
  let isSaving = false;
  function later() {
    const hasChanges = isChanged();
    discard.hidden = !hasChanges;
    state.textContent = hasChanges ? 'Not saved' : '';
    fields.suggest(tests.paths());
    clearTimeout(timer);
    timer = setTimeout(lint, 350);
  }

  /** Asks the harness what it thinks of the draft, while it is written. */
  async function lint() {
    if (!fields.isValid()) return;
    const asked = draft();
    try {
      const said = await check(asked, tests.event(), destination.id);
      if (same(asked, draft())) showProblems(said.problems, said.warnings);
    } catch {
      // Saving says what is wrong.
    }
  }

  function showProblems(problems, notes) {
    const bad = problems.get('subscribe');
    trigger.setAttribute('aria-invalid', String(Boolean(bad)));
    triggerSays.replaceChildren(...lines('error', bad), ...lines('warning', notes.get('subscribe')));
    fields.show(problems, notes);
    const other = [...(problems.get('name') ?? []), ...(problems.get('') ?? [])];
    failure.textContent = other.join(' ');
    failure.hidden = !other.length;
  }

  async function onsubmit(submitted) {
    submitted.preventDefault();
    if (!fields.isValid()) return focusInvalid();
    if (isSaving) return;
    isSaving = true;
    const { partnerAction, ...change } = draft();
    try {
      const answer = await patchSubscription(subscription.id, change);
      saved = picked(answer);
      warnings = answer.warnings;
      name.value = saved.name;
      $('h2', node).textContent = saved.name;
      later();
      showProblems(new Map(), sorted(warnings));
      toast(`“${saved.name}” is saved. It holds for events from now on.`);
    } catch (error) {
      showProblems(error.status === 422 ? sorted(error.message.split('; ')) : new Map([['', [error.message]]]),
        new Map());
      focusInvalid();
    } finally {
      isSaving = false;
    }
  }

  const focusInvalid = () => $('[aria-invalid="true"]', form)?.focus();

  async function remove() {
    const isMeant = await confirm({
      title: `Delete “${saved.name}”?`, action: 'Delete',
      text: 'Events are not taken by it any more. What it has delivered stays in the log.',
    });
    if (!isMeant) return;
    try {
      await operate(`/segment/subscriptions/${encodeURIComponent(subscription.id)}`, { method: 'DELETE' });
      toast(`“${saved.name}” is deleted.`);
      gone();
    } catch (error) {
      failed(error);
    }
  }

  form.addEventListener('input', later);
  fields.suggest(tests.paths());
  showProblems(new Map(), sorted(warnings));
  if (event) tests.run();
  return { id: subscription.id, node, isChanged };
}

const picked = ({ name, enabled, subscribe, mapping }) => ({ name, enabled, subscribe, mapping });

/**
 * Tries a mapping that is not saved with a sample event.
 *
 * @param {{event: object | null, partnerAction: string, actions: object[], draft: () => object, destinationID: string,
 *   cure: (cure: object) => void, changed: () => void}} options
 */
function tester({ event, partnerAction, actions, draft, destinationID, cure, changed }) {
  const first = event ?? sampleFor(partnerAction).event;
  const text = make('textarea', {
    id: 'sample', rows: 14, spellcheck: false, value: JSON.stringify(first, null, 2),
    'aria-describedby': 'sample-says sample-about',
  });
  const says = make('p', { id: 'sample-says', class: 'error', hidden: true });
  const about = make('p', { id: 'sample-about', class: 'hint' },
    event ? 'An event of the log.' : sampleFor(partnerAction).about);
  const result = make('div', { class: 'test-result', role: 'region', 'aria-label': 'Result of the test',
    tabIndex: -1 });
  const node = make('section', { class: 'card tester', 'aria-labelledby': 'test-title' },
    make('div', { class: 'head' }, make('h3', { id: 'test-title' }, 'Test with a sample event'),
      make('span', { class: 'hint' }, 'Nothing is sent.')),
    make('div', { class: 'actions', role: 'group', 'aria-label': 'Sample events' },
      ...samples.map((sample) => button(sample.name, () => take(sample.event, sample.about))),
      button('The last event received', takeLast)),
    labelled('Event', text, says, about),
    make('p', { class: 'actions' }, button('Test', run, '')),
    result);

  function take(sample, words) {
    text.value = JSON.stringify(sample, null, 2);
    about.textContent = words;
    readEvent();
    changed();
    run();
  }

  async function takeLast() {
    try {
      const { entries: [entry] } = await operate('/deliveries', { query: { limit: 1 } });
      if (entry) take(entry.payload, 'The event that came in last.');
      else about.textContent = 'No event has come in yet.';
    } catch (error) {
      result.replaceChildren(problem(error, takeLast));
    }
  }

  /** @returns {object | null} the sample, if it is an event */
  function readEvent() {
    const { value, error } = parsed(text.value);
    const isEvent = !error && isObject(value);
    says.textContent = isEvent ? '' : error ? `This is no JSON: ${error}` : 'An event is a JSON object.';
    says.hidden = isEvent;
    text.setAttribute('aria-invalid', String(!isEvent));
    return isEvent ? value : null;
  }

  async function run() {
    const sample = readEvent();
    if (!sample) return text.focus();
    result.setAttribute('aria-busy', 'true');
    try {
      const answer = await preview(draft(), sample, destinationID);
      const step = stepOf(answer);
      result.replaceChildren(step
        ? stepView(step, { actions, event: sample, isPreview: true, cure: cureButton })
        : make('p', {}, answer.destinations[0]?.reason ?? 'No destination takes the event.'));
      if (step) say(`${stepOutcome(step)[0]}. ${step.message ?? ''}`);
    } catch (error) {
      result.replaceChildren(error.status === 422
        ? make('p', { class: 'error', role: 'alert' }, `This cannot be tested: ${error.message}`)
        : problem(error, run));
    } finally {
      result.removeAttribute('aria-busy');
    }
  }

  const cureButton = (change) => button(words(change, labelOf(partnerAction, change.field, actions)), () => {
    cure(change);
    result.focus();
  }, 'small apply');

  text.addEventListener('input', () => { readEvent(); changed(); });
  return { node, run, event: () => parsed(text.value).value, paths: () => pathsOf(parsed(text.value).value ?? {}) };
}
