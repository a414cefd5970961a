// The fields that a mapping made of an event: what each got, from where, and what is wrong with it.

import { make } from '../lib/dom.js';

/** @param {any} step @param {object[]} actions */
export function fieldTable(step, actions) {
  const action = actions.find((each) => each.partnerAction === step.subscription.partnerAction);
  const labels = new Map(action?.fields.map((field) => [field.name, field.label]));
  const wrong = problemsByField(step);
  const mapped = new Set(step.fields.map((field) => field.name));
  const unmapped = [...wrong.keys()].filter((name) => !mapped.has(name))
    .map((name) => ({ name, from: ['not mapped'] }));
  return make('table', { class: 'fields' },
    make('thead', {}, make('tr', {},
      ...['Field', 'Value', 'From'].map((title) => make('th', { scope: 'col' }, title)))),
    make('tbody', {}, ...[...unmapped, ...step.fields]
      .map((field) => row(field, labels.get(field.name), wrong.get(field.name)))));
}

function row(field, label, problem) {
  const said = [field.problem, problem].filter(Boolean);
  return make('tr', { class: said.length ? 'wrong' : '' },
    make('th', { scope: 'row' }, label ?? field.name, label && make('br'),
      label && make('small', {}, make('code', {}, field.name))),
    make('td', {}, value(field), ...said.map((text) => make('p', { class: 'error' }, text))),
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
export function problemsByField(step) {
  const found = new Map();
  for (const { path, message } of step.fieldErrors ?? []) {
    const name = path === '$' ? /required field '([^']+)'/.exec(message)?.[1] : path.replace(/^\$\./, '');
    if (name) found.set(name, path === '$' ? 'Required, and missing' : message);
  }
  return found;
}
