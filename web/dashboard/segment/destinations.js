// The destinations: name, API key, whether they are on. Most need one; a second one tries other settings.

import { filled, operate } from '../lib/api.js';
import { $, confirm, empty, make, say, toast } from '../lib/dom.js';
import { plural } from '../lib/format.js';
import { loadDestinations } from './settings.js';

/** @param {HTMLElement} root */
export function destinations(root) {
  const list = make('div', { class: 'columns' });
  const add = make('button', { type: 'button', class: 'small quiet', onclick: addOne }, 'Add a destination');
  root.append(make('div', { class: 'head' }, make('h2', {}, 'Destination settings'), add), list);

  const draw = (all) => list.replaceChildren(...(all.length ? all.map(form) : [
    empty('There is no destination', 'Events are received and go nowhere. Add one to send leads and sales to Dub.')]));
  const load = filled(list, loadDestinations, draw);

  async function addOne() {
    add.disabled = true;
    try {
      const made = await operate('/segment/destinations', { method: 'POST',
        body: { name: 'Dub (Actions)', enabled: false } });
      draw(await loadDestinations());
      say('A destination was added. It is off.');
      $(`#name-${made.id}`).select();
      $(`#name-${made.id}`).focus();
    } catch (error) {
      toast(error.message, { kind: 'error', seconds: 12 });
    } finally {
      add.disabled = false;
    }
  }

  /** @param {import('./settings.js').Destination} destination */
  function form(destination) {
    const { id } = destination;
    const name = make('input', { id: `name-${id}`, name: 'name', value: destination.name, required: true,
      maxLength: 200, autocomplete: 'off' });
    const key = make('input', {
      id: `key-${id}`, type: 'password', name: 'apiKey', autocomplete: 'off', spellcheck: false, class: 'code',
      placeholder: destination.apiKey ?? 'dub_…', 'aria-describedby': `key-hint-${id}`,
    });
    const enabled = make('input', { id: `enabled-${id}`, type: 'checkbox', role: 'switch',
      checked: destination.enabled });
    const [kind, words] = destination.enabled ? ['good', 'On'] : ['', 'Off'];
    const state = make('span', { class: `badge ${kind}` }, words);
    const error = make('p', { class: 'error', role: 'alert', hidden: true });
    const save = make('button', { class: 'small' }, 'Save');

    const submit = async (event) => {
      event.preventDefault();
      save.disabled = true;
      error.hidden = true;
      const body = { name: name.value.trim(), enabled: enabled.checked,
        ...(key.value && { apiKey: key.value.trim() }) };
      try {
        await operate(`/segment/destinations/${encodeURIComponent(id)}`, { method: 'PATCH', body });
        draw(await loadDestinations());
        say(`${body.name} is saved`);
        toast(`${body.name} is saved.`);
        $(`#save-${id}`)?.focus();
      } catch (problem) {
        error.textContent = problem.message;
        error.hidden = false;
        save.disabled = false;
        save.focus();
      }
    };

    save.id = `save-${id}`;
    return make('form', { class: 'card', onsubmit: submit, 'aria-label': destination.name },
      make('div', { class: 'head' }, make('h3', {}, destination.name), state),
      make('div', {}, make('label', { for: name.id }, 'Name'), name),
      make('div', {}, make('label', { for: key.id }, 'API key of Dub'), key,
        make('p', { class: 'hint', id: `key-hint-${id}` }, destination.apiKey
          ? `It calls Dub with ${destination.apiKey}. Leave the field empty to keep that.`
          : 'It has none: every event is rejected. The secret key of this harness is under Settings.')),
      make('div', {}, make('label', { class: 'inline', for: enabled.id }, enabled, 'Enabled'),
        make('p', { class: 'hint' },
          'An event can switch it off for itself: in integrations it is "Dub (Actions)", whatever its name here.')),
      error,
      make('p', { class: 'actions' }, save,
        make('button', { type: 'button', class: 'small danger', onclick: () => remove(destination) }, 'Delete')),
      make('p', { class: 'hint' }, `${plural(destination.subscriptions.length, 'mapping')}`));
  }

  async function remove({ id, name, subscriptions }) {
    const isMeant = await confirm({
      title: `Delete ${name}?`, action: 'Delete',
      text: `Its ${plural(subscriptions.length, 'mapping')} go with it. What it has delivered stays in the log.`,
    });
    if (!isMeant) return;
    try {
      await operate(`/segment/destinations/${encodeURIComponent(id)}`, { method: 'DELETE' });
      draw(await loadDestinations());
      say(`${name} is deleted`);
      add.focus();
    } catch (error) {
      toast(error.message, { kind: 'error', seconds: 12 });
    }
  }

  return { show: load };
}
