// The fields of a mapping, one row each, or the whole mapping as JSON.

import { make } from '../lib/dom.js';
import { fieldRow } from './field-row.js';
import { parsed } from './json.js';

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
/** Where a mapping is one directive as a whole. */
const rootKey = '__segment_internal_directive';

/**
 * @param {{action: import('./settings.js').Action, mapping: Record<string, any>, changed: () => void}} options
 */
export function mappingFields({ action, mapping, changed }) {
  /** @type {ReturnType<typeof fieldRow>[]} */
  let rows = [];
  let isText = false;
  const suggestions = make('datalist', { id: 'event-paths' });
  const table = make('div', { class: 'field-rows', role: 'group', 'aria-labelledby': 'fields-title' });
  const text = make('textarea', { id: 'mapping-json', rows: 18, spellcheck: false,
    'aria-describedby': 'mapping-json-says' });
  const textSays = make('div', { id: 'mapping-json-says', class: 'says' });
  const whole = make('div', {}, make('label', { for: text.id }, 'The whole mapping'), text, textSays);
  const view = make('button', { type: 'button', class: 'small quiet toggle', 'aria-pressed': 'false',
    onclick: switchView }, 'Edit as JSON');
  const says = make('p', { class: 'hint' });
  const node = make('div', { class: 'mapping-fields' },
    make('div', { class: 'head' }, make('h3', { id: 'fields-title' }, 'Fields'), view),
    says, suggestions, table, whole);

  const hasRows = (value) => !Object.keys(value).some((key) => key === rootKey || key.startsWith('@'));

  function set(value) {
    isText = isText || !hasRows(value);
    const others = Object.keys(value).filter((name) => !action?.fields.some((field) => field.name === name))
      .map((name) => ({ name, label: name, type: 'unknown', required: false, mapping: null, isUnknown: true }));
    const fields = hasRows(value) ? [...(action?.fields ?? []), ...others] : [];
    rows = fields.map((field) => fieldRow(field, value[field.name], changed));
    table.replaceChildren(...rows.map((row) => row.node));
    text.value = JSON.stringify(value, null, 2);
    draw();
  }

  function draw() {
    table.hidden = isText;
    whole.hidden = !isText;
    view.setAttribute('aria-pressed', String(isText));
    says.textContent = isText ? 'Fields with their values; an object with one @ key is a directive.'
      : 'A field takes a value of the event by its path, or the same text for every event. * Required.';
    readText();
  }

  function readText() {
    const { value, error } = parsed(text.value);
    const problem = error ? `This is no JSON: ${error}`
      : isObject(value) ? null : 'A mapping is an object of fields.';
    text.setAttribute('aria-invalid', String(isText && problem !== null));
    textSays.replaceChildren(...(problem ? [make('p', { class: 'error' }, problem)] : []));
    return { value, problem };
  }

  function switchView() {
    if (!isText) {
      isText = true;
      text.value = JSON.stringify(fromRows(), null, 2);
      return draw();
    }
    const { value, problem } = readText();
    if (problem) return text.focus();
    if (!hasRows(value)) {
      says.textContent = 'This mapping is one directive as a whole: it can be edited as JSON only.';
      return;
    }
    isText = false;
    set(value);
  }

  const fromRows = () => Object.fromEntries(
    rows.map((row) => [row.name, row.value()]).filter(([, value]) => value !== undefined));

  text.addEventListener('input', readText);
  set(mapping);
  return {
    node,
    set,
    /** The mapping as it stands; what cannot be read is left out. */
    value: () => (isText ? readText().value : fromRows()),
    isValid: () => (isText ? !readText().problem : rows.every((row) => row.isValid())),
    /** @param {string[]} paths of the sample event */
    suggest: (paths) => suggestions.replaceChildren(...paths.map((path) => make('option', { value: path }))),
    /** @param {Map<string, string[]>} problems by field @param {Map<string, string[]>} notes */
    show(problems, notes) {
      for (const row of rows) {
        const field = `mapping.${row.name}`;
        row.show(problems.get(field) ?? [], notes.get(field) ?? []);
      }
      const known = new Set(rows.map((row) => `mapping.${row.name}`));
      const isLeft = (field) => field.startsWith('mapping') && (isText || !known.has(field));
      const rest = [...problems].filter(([field]) => isLeft(field)).flatMap(([, said]) => said);
      if (isText && !readText().problem) {
        text.setAttribute('aria-invalid', String(rest.length > 0));
        textSays.replaceChildren(...rest.map((line) => make('p', { class: 'error' }, line)));
      }
    },
  };
}
