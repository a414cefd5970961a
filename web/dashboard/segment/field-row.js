// One field of a mapping: where its value comes from.

import { make } from '../lib/dom.js';
import { hasDefault, inWords, read, wayOf, ways, written } from './directive.js';

/**
 * @param {import('./settings.js').Field & {isUnknown?: boolean}} field
 * @param {any} value undefined: not mapped
 * @param {() => void} changed
 */
export function fieldRow(field, value, changed) {
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
    showOwn();
  }

  function makeControl() {
    if (way === 'none' || way === 'default') return null;
    const text = written(way, last);
    const common = { id, value: text, spellcheck: false, autocomplete: 'off', class: 'code', 'aria-label': field.label,
      'aria-describedby': says.id, oninput: showOwn };
    if (way === 'json') return make('textarea', { ...common, rows: Math.min(8, text.split('\n').length + 1) });
    const input = make('input', common);
    if (way === 'path') input.setAttribute('list', 'event-paths');
    return input;
  }

  const current = () => read(way, control?.value ?? '', usual);

  /** What this page itself has against it. */
  function showOwn() {
    const { error } = current();
    show(error ? [error] : [], []);
  }

  function show(problems, notes) {
    const own = current().error;
    const all = own ? [own] : problems;
    const isEmptyRequired = way === 'none' && field.required;
    control?.setAttribute('aria-invalid', String(all.length > 0));
    // That a required field is missing is said in its row already.
    const others = notes.filter((note) => !(isEmptyRequired && note.startsWith('Is missing')));
    says.replaceChildren(...all.map((text) => make('p', { class: 'error' }, text)),
      ...others.map((text) => make('p', { class: 'warning' }, text)));
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
