// The page of Segment: its tabs, as the URL says; the lists of destinations and of mappings.

import { filled, operate } from './lib/api.js';
import { $, confirm, empty, make, say, tabs, toast } from './lib/dom.js';
import { plural } from './lib/format.js';
import {
  arrived, button, changed, failed, find, labelled, labelOf, lines, linkTo, loadActions, loadDestinations, onOff,
  patchSubscription, place, table,
} from './segment/common.js';
import { deliveries } from './segment/deliveries.js';
import { editor } from './segment/editor.js';

function destinations(root) {
  const list = make('div', { class: 'columns' });
  const add = button('Add a destination', addOne);
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
      failed(error);
    } finally {
      add.disabled = false;
    }
  }

  /** @param {import('./segment/common.js').Destination} destination */
  function form(destination) {
    const { id } = destination;
    const name = make('input', { id: `name-${id}`, name: 'name', value: destination.name, required: true,
      maxLength: 200, autocomplete: 'off' });
    const key = make('input', {
      id: `key-${id}`, type: 'password', name: 'apiKey', autocomplete: 'off', spellcheck: false, class: 'code',
      placeholder: destination.apiKey ?? 'dub_…', 'aria-describedby': `key-hint-${id}`,
    });
    const enabled = onOff(destination.enabled, { id: `enabled-${id}` });
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
      labelled('Name', name),
      labelled('API key of Dub', key,
        make('p', { class: 'hint', id: `key-hint-${id}` }, destination.apiKey
          ? `It calls Dub with ${destination.apiKey}. Leave the field empty to keep that.`
          : 'It has none: every event is rejected. The secret key of this harness is under Settings.')),
      make('div', {}, make('label', { class: 'inline', for: enabled.id }, enabled, 'Enabled'),
        make('p', { class: 'hint' },
          'An event can switch it off for itself: in integrations it is "Dub (Actions)", whatever its name here.')),
      error,
      make('p', { class: 'actions' }, save,
        button('Delete', () => remove(destination), 'small danger')),
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
      failed(error);
    }
  }

  return { show: load };
}

/** The mappings, and the editor of the one that the URL names. */
function mappings(root) {
  /** @type {{id: string, isChanged: () => boolean} | null} */
  let current = null;
  /** The mapping that was edited last, to which the focus goes back. */
  let left = null;

  /** Whether somebody came here from elsewhere on the page, so that the focus goes along. */
  let isFollowed = Boolean(place().tab !== 'mappings');
  let round = 0;

  function gone() {
    current = null;
    changed({ tab: 'mappings', subscription: null, message: null });
  }

  async function show({ subscription, message }) {
    if (current && current.id === subscription) return;
    left = current?.id ?? left;
    current = null;
    round += 1;
    const own = round;
    await filled(root, async (signal) => {
      const [all, actions] = await Promise.all([loadDestinations(signal), loadActions()]);
      const log = subscription && message
        ? await operate('/deliveries', { query: { messageId: message, after: 0, limit: 1 }, signal }) : null;
      return { all, actions, event: log?.entries[0]?.payload ?? null };
    }, ({ all, actions, event }) => {
      if (own !== round) return;
      const found = subscription && find(subscription);
      if (!found) return drawList(all, actions, subscription);
      current = editor(found, { actions, event, gone });
      root.replaceChildren(current.node);
      if (isFollowed) $('h2', root).focus();
      isFollowed = true;
    })();
  }

  function drawList(all, actions, missing) {
    root.replaceChildren(
      missing ? make('p', { class: 'notice' }, 'There is no mapping ', make('code', {}, missing), ' any more.') : '',
      ...(all.length ? all.flatMap((destination) => section(destination, actions, all.length > 1)) : [
        make('h2', {}, 'Mappings'),
        empty('There is no destination', 'A mapping belongs to a destination. ',
          linkTo({ tab: 'destination' }, 'Add one first'))]));
    if (left) $(`a[data-subscription="${CSS.escape(left)}"]`, root)?.focus();
    left = null;
    isFollowed = true;
  }

  function section(destination, actions, isOneOfSeveral) {
    const names = new Map(actions.map((action) => [action.partnerAction, action.name]));
    const rows = destination.subscriptions.map((subscription) => make('tr', {},
      make('th', { scope: 'row' },
        linkTo({ tab: 'mappings', subscription: subscription.id }, subscription.name,
          { 'data-subscription': subscription.id }),
        ...lines('warning', subscription.warnings.map((warning) => said(warning, subscription, actions)))),
      make('td', {}, names.get(subscription.partnerAction) ?? subscription.partnerAction),
      make('td', {}, make('code', {}, subscription.subscribe)),
      make('td', {}, toggle(subscription))));
    return [
      make('div', { class: 'head' },
        make('h2', {}, isOneOfSeveral ? `Mappings of ${destination.name}` : 'Mappings'),
        ...actions.map((action) => button(`Add: ${action.name}`, () => add(destination, action), 'small quiet', {
          'aria-label': `Add a mapping: ${action.name}${isOneOfSeveral ? `, to ${destination.name}` : ''}`,
        }))),
      destination.enabled ? '' : make('p', { class: 'notice' },
        `${destination.name} is off: none of its mappings takes an event.`),
      rows.length ? table('mappings card', ['Name', 'Action', 'Trigger', 'Enabled'], rows)
        : empty('No mapping yet', 'Without one, no event goes to Dub. Add one for leads, and one for sales.'),
    ];
  }

  function toggle(subscription) {
    const box = onOff(subscription.enabled, { 'aria-label': `${subscription.name} is enabled` });
    box.addEventListener('change', async () => {
      try {
        await patchSubscription(subscription.id, { enabled: box.checked });
        say(`${subscription.name} is ${box.checked ? 'on' : 'off'}`);
      } catch (error) {
        box.checked = !box.checked;
        failed(error);
      }
    });
    return make('label', { class: 'enabled' }, box, make('span', { class: 'narrow-only' }, 'Enabled'));
  }

  async function add(destination, action) {
    try {
      const made = await operate(`/segment/destinations/${encodeURIComponent(destination.id)}/subscriptions`, {
        method: 'POST', body: { partnerAction: action.partnerAction, enabled: false, subscribe: action.trigger },
      });
      toast('The mapping is there, and off.');
      changed({ tab: 'mappings', subscription: made.id, message: null });
    } catch (error) {
      failed(error);
    }
  }

  return { show, open: () => current?.id ?? null, isChanged: () => Boolean(current?.isChanged()) };
}

/** A warning, with the field called as people call it. */
function said(warning, { partnerAction }, actions) {
  return warning.replace(/^mapping\.(\S+)/, (_, name) => labelOf(partnerAction, name, actions))
    .replace(/^subscribe /, 'Trigger: ');
}

const parts = {
  deliveries: deliveries($('#deliveries')),
  destination: destinations($('#destination')),
  mappings: mappings($('#mappings')),
};
let shown = null;

const showTab = tabs($('[role="tablist"]'),
  (tab) => changed({ tab, message: null, subscription: parts.mappings.open?.() }));

/** Shows what the URL says; what is not saved is given up only with consent. */
async function route() {
  const wanted = place();
  if (parts.mappings.isChanged() && wanted.tab === 'mappings' && wanted.subscription !== parts.mappings.open()) {
    const isGivenUp = await confirm({
      title: 'Discard the changes?', text: 'The mapping has changes that are not saved.', action: 'Discard changes',
    });
    if (!isGivenUp) {
      changed({ tab: 'mappings', subscription: parts.mappings.open(), message: null }, { silent: true });
      return;
    }
  }
  showTab(wanted.tab);
  if (shown !== wanted.tab) parts[shown]?.leave?.();
  shown = wanted.tab;
  parts[shown].show(wanted);
}

arrived(route);
addEventListener('beforeunload', (event) => { if (parts.mappings.isChanged()) event.preventDefault(); });
route();
