// The fields of a mapping: where each takes its value from, one row each, or the whole mapping as JSON.

import { make } from '../lib/dom.js';
import { button, isObject, labelled, lines, parsed, same } from './common.js';

/** Where a mapping is one directive as a whole. */
const rootKey = '__segment_internal_directive';

/**
 * @param {{action: import('./common.js').Action, mapping: Record<string, any>, changed: () => void}} options
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
  const whole = labelled('The whole mapping', text, textSays);
  const view = button('Edit as JSON', switchView, 'small quiet toggle', { 'aria-pressed': 'false' });
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
    textSays.replaceChildren(...lines('error', problem ? [problem] : []));
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
        row.show(problems.get(field), notes.get(field));
      }
      const known = new Set(rows.map((row) => `mapping.${row.name}`));
      const isLeft = (field) => field.startsWith('mapping') && (isText || !known.has(field));
      const rest = [...problems].filter(([field]) => isLeft(field)).flatMap(([, said]) => said);
      if (isText && !readText().problem) {
        text.setAttribute('aria-invalid', String(rest.length > 0));
        textSays.replaceChildren(...lines('error', rest));
      }
    },
  };
}

/**
 * @param {import('./common.js').Field & {isUnknown?: boolean}} field
 * @param {any} value undefined: not mapped
 * @param {() => void} changed
 */
function fieldRow(field, value, changed) {
  const id = `field-${field.name}`;
  const usual = field.mapping;
  let way = wayOf(value, usual);
  let last = value;
  const choice = make('select', { id: `${id}-way`, 'aria-label': `${field.label}: where it comes from` },
    ...Object.entries(ways).filter(([each]) => each !== 'default' || hasDefault(usual))
      .map(([each, words]) => make('option', { value: each }, words)));
  const place = make('div', { class: 'field-value' });
  const says = make('div', { class: 'says', id: `${id}-says` });
  let control = null;

  function draw() {
    choice.value = way;
    control = makeControl();
    place.replaceChildren(control ?? make('p', { class: 'hint' }, way === 'default' ? make('code', {}, inWords(usual))
      : field.required ? 'Required: without it every event is rejected.' : 'The field is left out.'));
    show();
  }

  function makeControl() {
    if (way === 'none' || way === 'default') return null;
    const text = written(way, last);
    const common = { id, value: text, spellcheck: false, autocomplete: 'off', class: 'code', 'aria-label': field.label,
      'aria-describedby': says.id, oninput: () => show() };
    if (way === 'json') return make('textarea', { ...common, rows: Math.min(8, text.split('\n').length + 1) });
    const input = make('input', common);
    if (way === 'path') input.setAttribute('list', 'event-paths');
    return input;
  }

  const current = () => read(way, control?.value ?? '', usual);

  /** What this page itself has against it comes first. */
  function show(problems = [], notes = []) {
    const own = current().error;
    const all = own ? [own] : problems;
    const isEmptyRequired = way === 'none' && field.required;
    control?.setAttribute('aria-invalid', String(all.length > 0));
    // That a required field is missing is said in its row already.
    const others = notes.filter((note) => !(isEmptyRequired && note.startsWith('Is missing')));
    says.replaceChildren(...lines('error', all), ...lines('warning', others));
    node.classList.toggle('wrong', all.length > 0 || isEmptyRequired);
  }

  choice.addEventListener('change', () => {
    const now = current();
    if (!now.error && now.value !== undefined) last = now.value;
    way = choice.value;
    if (last === undefined && hasDefault(usual)) last = usual;
    draw();
    changed();
  });

  const node = make('div', { class: 'field-row' },
    make('div', { class: 'field-name' },
      make('span', {}, field.label, field.required && make('abbr', { title: 'required' }, ' *')),
      make('small', {}, field.label === field.name ? '' : make('code', {}, field.name),
        ` ${field.email ? 'email' : field.type}`),
      field.isUnknown && make('p', { class: 'warning' },
        'This is no field of the action: it is removed before sending.')),
    choice, make('div', { class: 'field-content' }, place, says));
  draw();
  return { name: field.name, node, value: () => current().value, isValid: () => !current().error, show };
}

/** @typedef {'default' | 'path' | 'text' | 'json' | 'none'} Way */

const ways = {
  default: 'Default', path: 'From the event', text: 'Fixed text', json: 'JSON', none: 'Nothing',
};

/** @param {any} value undefined for a field that is not mapped @param {any} usual the default @returns {Way} */
function wayOf(value, usual) {
  if (value === undefined) return 'none';
  if (hasDefault(usual) && same(value, usual)) return 'default';
  if (pathOf(value) !== null) return 'path';
  return typeof value === 'string' ? 'text' : 'json';
}

/** Whether a field is mapped to something from the start. */
const hasDefault = (usual) => usual !== null && usual !== undefined;

/** @returns {string | null} the path that a plain directive reads */
function pathOf(value) {
  const isPlain = value && typeof value === 'object' && Object.keys(value).length === 1
    && typeof value['@path'] === 'string';
  return isPlain ? value['@path'] : null;
}

/** What is written into the control of a way. @param {Way} way */
function written(way, value) {
  if (way === 'path') return pathOf(value) ?? firstPath(value) ?? '$.';
  if (way === 'text') return typeof value === 'string' ? value : '';
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/**
 * @param {Way} way @param {string} text @param {any} usual
 * @returns {{value?: any, error?: string}} a value of undefined is no mapping
 */
function read(way, text, usual) {
  if (way === 'none') return { value: undefined };
  if (way === 'default') return { value: usual };
  if (way === 'json') {
    const { value, error } = parsed(text);
    return error ? { error: `This is no JSON: ${error}` } : { value };
  }
  if (way === 'text') return text ? { value: text } : { error: 'Write a text, or choose “Nothing”.' };
  const isPath = !['', '$', '$.'].includes(text.trim());
  return isPath ? { value: { '@path': text.trim() } } : { error: 'Write a path such as $.userId.' };
}

/** A directive in words. @returns {string} */
function inWords(value) {
  const path = pathOf(value);
  if (path !== null) return path;
  const choice = value?.['@if'];
  if (choice?.exists && choice.then && choice.else && same(choice.exists, choice.then)) {
    return `${inWords(choice.then)}, else ${inWords(choice.else)}`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function firstPath(value) {
  const text = JSON.stringify(value ?? null);
  return /"@path":"([^"\\]+)"/.exec(text)?.[1] ?? null;
}
