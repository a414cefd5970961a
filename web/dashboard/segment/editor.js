// The editor of one mapping: name, trigger, fields, and a sample event to try them with before they are saved.

import { operate } from '../lib/api.js';
import { $, confirm, make, say, toast } from '../lib/dom.js';
import { same } from './json.js';
import { mappingFields } from './mapping-fields.js';
import { address, followed } from './place.js';
import { check, sorted } from './problems.js';
import { patchSubscription } from './settings.js';
import { tester } from './tester.js';

/**
 * @param {{destination: import('./settings.js').Destination, subscription: import('./settings.js').Subscription}} found
 * @param {{actions: import('./settings.js').Action[], event: object | null, gone: () => void}} context
 */
export function editor({ destination, subscription }, { actions, event, gone }) {
  const action = actions.find((each) => each.partnerAction === subscription.partnerAction);
  let saved = picked(subscription);
  let warnings = subscription.warnings;

  const name = make('input', { id: 'mapping-name', value: saved.name, autocomplete: 'off', maxLength: 200 });
  const enabled = make('input', { id: 'mapping-enabled', type: 'checkbox', role: 'switch', checked: saved.enabled });
  const trigger = make('textarea', {
    id: 'mapping-trigger', value: saved.subscribe, rows: 2, spellcheck: false,
    'aria-describedby': 'trigger-says trigger-hint',
  });
  const triggerSays = make('div', { id: 'trigger-says', class: 'says' });
  const fields = mappingFields({ action, mapping: saved.mapping, changed: later });
  const tests = tester({ event, partnerAction: subscription.partnerAction, actions, draft,
    destinationID: destination.id, cure, changed: later });
  const save = make('button', { class: 'small' }, 'Save');
  const discard = make('button', { type: 'button', class: 'small quiet', hidden: true, onclick: () => set(saved) },
    'Discard changes');
  const state = make('span', { class: 'hint', role: 'status' });
  const failure = make('p', { class: 'error', role: 'alert', hidden: true });

  const form = make('form', { class: 'card', onsubmit, 'aria-label': 'Mapping' },
    make('div', { class: 'columns' },
      make('div', {}, make('label', { for: name.id }, 'Name'), name),
      make('div', { class: 'checks' }, make('label', { class: 'inline', for: enabled.id }, enabled, 'Enabled'),
        make('p', { class: 'hint' }, `${action?.name ?? subscription.partnerAction}, to ${destination.name}`))),
    make('div', {}, make('label', { for: trigger.id }, 'Trigger'), trigger, triggerSays,
      make('p', { class: 'hint', id: 'trigger-hint' }, 'Which events this mapping takes, such as ',
        make('code', {}, action?.trigger ?? ''), '.')),
    fields.node, failure,
    make('p', { class: 'actions bar-of-form' }, save, discard, state,
      make('button', { type: 'button', class: 'small danger', onclick: remove }, 'Delete')));
  const node = make('div', { class: 'editor' },
    make('div', { class: 'head' }, make('h2', { tabIndex: -1 }, saved.name),
      make('a', { href: address({ tab: 'mappings', subscription: null, message: null }), onclick: followed },
        'All mappings')),
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
    const bad = problems.get('subscribe') ?? [];
    trigger.setAttribute('aria-invalid', String(bad.length > 0));
    triggerSays.replaceChildren(
      ...bad.map((text) => make('p', { class: 'error' }, text)),
      ...(notes.get('subscribe') ?? []).map((text) => make('p', { class: 'warning' }, text)));
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
      toast(error.message, { kind: 'error', seconds: 12 });
    }
  }

  form.addEventListener('input', later);
  fields.suggest(tests.paths());
  showProblems(new Map(), sorted(warnings));
  if (event) tests.run();
  return { id: subscription.id, node, isChanged };
}

const picked = ({ name, enabled, subscribe, mapping }) => ({ name, enabled, subscribe, mapping });
