// Applies a cure to a saved mapping with one click, and takes it back with another.

import { make, say, toast } from '../lib/dom.js';
import { same } from './json.js';
import { find, labelOf, patchSubscription } from './settings.js';

/** What a button of a cure says. @param {any} cure @param {string} label of its field */
export function words(cure, label = cure.field) {
  if (cure.trigger) return 'Change the trigger';
  if (!('mapping' in cure)) return `Map nothing to ${label}`;
  return `Map ${label} to ${cure.mapping?.['@path'] ?? JSON.stringify(cure.mapping)}`;
}

/** The change that makes a cure. @param {any} cure */
const changeOf = (cure) => (cure.trigger ? { subscribe: cure.trigger }
  : 'mapping' in cure ? { map: { [cure.field]: cure.mapping } } : { unmap: [cure.field] });

/** Whether a subscription has a cure. @param {any} cure @param {{subscribe: string, mapping: any}} subscription */
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
export function applyTo(step, { event, sendAgain, actions }) {
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
          make('button', { type: 'button', class: 'small', onclick: () => sendAgain(event) }, 'Send the event again')));
      } else {
        place.replaceChildren(make('button', { type: 'button', class: 'small apply', onclick: apply },
          words(cure, label)));
      }
      if (focus) place.querySelector('button')?.focus();
    };

    const run = async (change, said) => {
      for (const button of place.querySelectorAll('button')) button.disabled = true;
      try {
        await patchSubscription(id, change);
        say(said);
        draw(true);
        return true;
      } catch (error) {
        toast(error.message, { kind: 'error', seconds: 12 });
        draw(true);
        return false;
      }
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
