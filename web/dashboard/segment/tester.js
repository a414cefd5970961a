// Tries a mapping that is not saved with a sample event. Nothing is sent.

import { operate, problem } from '../lib/api.js';
import { make, say } from '../lib/dom.js';
import { words } from './cures.js';
import { parsed } from './json.js';
import { preview, stepOf } from './problems.js';
import { pathsOf, sampleFor, samples } from './samples.js';
import { labelOf } from './settings.js';
import { stepOutcome } from './outcome.js';
import { stepView } from './step.js';

/**
 * @param {{event: object | null, partnerAction: string, actions: object[], draft: () => object, destinationID: string,
 *   cure: (cure: object) => void, changed: () => void}} options
 */
export function tester({ event, partnerAction, actions, draft, destinationID, cure, changed }) {
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
      ...samples.map((sample) => make('button', { type: 'button', class: 'small quiet',
        onclick: () => take(sample.event, sample.about) }, sample.name)),
      make('button', { type: 'button', class: 'small quiet', onclick: takeLast }, 'The last event received')),
    make('div', {}, make('label', { for: text.id }, 'Event'), text, says, about),
    make('p', { class: 'actions' }, make('button', { type: 'button', onclick: run }, 'Test')),
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
    const isEvent = !error && value && typeof value === 'object' && !Array.isArray(value);
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
      if (step) say(`${stepOutcome(step).words}. ${step.message ?? ''}`);
    } catch (error) {
      result.replaceChildren(error.status === 422
        ? make('p', { class: 'error', role: 'alert' }, `This cannot be tested: ${error.message}`)
        : problem(error, run));
    } finally {
      result.removeAttribute('aria-busy');
    }
  }

  const cureButton = (change) => make('button', {
    type: 'button', class: 'small apply', onclick: () => { cure(change); result.focus(); },
  }, words(change, labelOf(partnerAction, change.field, actions)));

  text.addEventListener('input', () => { readEvent(); changed(); });
  return { node, run, event: () => parsed(text.value).value, paths: () => pathsOf(parsed(text.value).value ?? {}) };
}
