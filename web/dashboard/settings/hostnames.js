// The list of hosts whose pages may track.

import { api } from '../lib/api.js';
import { $, make, say, toast } from '../lib/dom.js';

/** @param {HTMLElement} place @param {{id: string, allowedHostnames: string[]}} workspace */
export function drawHostnames(place, { id, allowedHostnames }) {
  const save = (names) => api(`/workspaces/${id}`, { method: 'PATCH', body: { allowedHostnames: names } });
  const remove = async (name, index) => {
    try {
      const changed = await save(allowedHostnames.filter((each) => each !== name));
      drawHostnames(place, changed);
      say(`Removed ${name}`);
      const buttons = place.querySelectorAll('li button');
      (buttons[Math.min(index, buttons.length - 1)] ?? $('#hostname')).focus();
    } catch (error) {
      toast(`${name} stays in the list: ${error.message}`, { kind: 'error' });
    }
  };
  const field = make('input', {
    id: 'hostname', type: 'text', class: 'code', autocomplete: 'off', spellcheck: 'false', placeholder: '*.acme.test',
    autocapitalize: 'off', 'aria-describedby': 'hostname-hint hostname-error',
  });
  const refusal = make('p', { class: 'error', id: 'hostname-error', role: 'alert' });
  const add = async (event) => {
    event.preventDefault();
    refusal.textContent = '';
    try {
      const changed = await save([...allowedHostnames, field.value]);
      const isKnown = changed.allowedHostnames.length === allowedHostnames.length;
      say(isKnown ? 'The list has it already' : `Added ${changed.allowedHostnames.at(-1)}`);
      drawHostnames(place, changed);
      $('#hostname').focus();
    } catch (error) {
      refusal.textContent = error.message;
      field.setAttribute('aria-invalid', 'true');
      field.focus();
    }
  };
  const entry = (name, index) => make('li', {}, make('code', {}, name), make('button', {
    type: 'button', class: 'small quiet', 'aria-label': `Remove ${name}`, onclick: () => remove(name, index),
  }, 'Remove'));
  place.replaceChildren(
    allowedHostnames.length
      ? make('ul', { class: 'plain rows' }, ...allowedHostnames.map(entry))
      : make('p', {}, 'The list is empty: every host may.'),
    make('form', { class: 'filters', noValidate: true, onsubmit: add },
      make('div', {}, make('label', { for: 'hostname' }, 'Hostname'), field),
      make('button', { class: 'quiet' }, 'Add')),
    refusal,
    make('p', { class: 'hint', id: 'hostname-hint' }, 'A domain name, ', make('code', {}, 'localhost'), ', or ',
      make('code', {}, '*.'), ' and a name for all hosts below it; at most 10.'));
}
