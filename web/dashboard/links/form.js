// The fields of the link builder.

import { tagsIn } from './destination.js';
import { localTime } from './values.js';
import { make } from '../lib/dom.js';
import { makeSwitch } from '../lib/switch.js';

const tagFields = [
  ['utm_source', 'Source', 'newsletter'], ['utm_medium', 'Medium', 'email'],
  ['utm_campaign', 'Campaign', 'spring-sale'],
  ['utm_term', 'Term', ''], ['utm_content', 'Content', ''], ['ref', 'Referral (ref)', ''],
];

/**
 * @param {any} link what is edited; null for a new one
 * @param {{tracksByDefault: boolean, domains: any[], tags: any[], folders: any[]}} workspace
 * @returns {HTMLFormElement} whose fields have the API's names
 */
export function makeForm(link, workspace) {
  return make('form', { noValidate: true, autocomplete: 'off' },
    make('h2', { id: 'builder-title' }, link ? 'Edit link' : 'Create link'),
    field('Destination', 'url', make('input', {
      type: 'text', inputMode: 'url', class: 'code', required: true, value: link?.url ?? '', spellcheck: 'false',
      placeholder: 'https://www.acme.test/pricing',
    })),
    make('div', { class: 'pair' }, ...shortLinkFields(link, workspace)),
    make('fieldset', {}, make('legend', {}, 'UTM tags'), make('div', { class: 'grid' }, ...utmFields(link))),
    make('dl', { class: 'facts preview' },
      make('dt', {}, 'Short link'), make('dd', { id: 'builder-short' }),
      make('dt', {}, 'Leads to'), make('dd', { id: 'builder-destination' })),
    conversionSwitch(link, workspace.tracksByDefault),
    moreFields(link, workspace),
    make('p', { id: 'builder-error', class: 'error', role: 'alert' }),
    make('p', { class: 'actions' }, make('button', { type: 'submit' }, link ? 'Save' : 'Create link'),
      make('button', { type: 'button', class: 'quiet', 'data-leave': '' }, 'Cancel')));
}

/** A field with its label, its hint, and a place for what the API has against its value. */
function field(label, name, control, hint) {
  const id = `builder-${name}`;
  Object.assign(control, { id, name });
  control.setAttribute('aria-describedby', `${hint ? `${id}-hint ` : ''}${id}-error`);
  return make('div', { class: 'field' }, make('label', { for: id }, label), control,
    hint && make('p', { class: 'hint', id: `${id}-hint` }, hint), make('p', { class: 'error', id: `${id}-error` }));
}

function shortLinkFields(link, { domains }) {
  const slugs = [...new Set([link?.domain, ...domains.map(({ slug }) => slug)].filter(Boolean))];
  const isRoot = link?.key === '_root';
  const chosen = link?.domain ?? domains[0]?.slug;
  return [
    field('Domain', 'domain', make('select', { disabled: isRoot },
      ...slugs.map((slug) => make('option', { value: slug, selected: slug === chosen }, slug)))),
    field('Key', 'key', make('input', {
      type: 'text', class: 'code', value: link?.key ?? '', spellcheck: 'false', placeholder: link ? '' : 'random',
      readOnly: isRoot, autocapitalize: 'off',
    }), link ? 'With another key, the old short link stops working at once.' : 'Leave it empty for a random key.'),
  ];
}

function utmFields(link) {
  const present = tagsIn(link?.url ?? '');
  return tagFields.map(([name, label, placeholder]) =>
    field(label, name, make('input', { type: 'text', value: present[name], spellcheck: 'false', placeholder })));
}

function conversionSwitch(link, isDefault) {
  const hint = make('p', { class: 'hint', id: 'builder-tracking-hint' });
  const explain = (isOn) => {
    hint.textContent = isOn
      ? 'Visitors arrive with a dub_id, so leads and sales are attributed to this link.'
      : 'No dub_id is added; leads cannot be attributed.';
  };
  const control = makeSwitch({
    id: 'builder-trackConversion', isOn: link?.trackConversion ?? isDefault, change: explain,
    describedBy: 'builder-tracking-hint builder-tracking-default builder-trackConversion-error',
  });
  control.name = 'trackConversion';
  control.setAttribute('aria-keyshortcuts', 'C');
  explain(control.isOn);
  return make('div', { class: 'switched tracking' }, control,
    make('span', { class: 'first' }, make('label', { for: 'builder-trackConversion' }, 'Conversion tracking'),
      make('span', { class: 'hint' }, make('kbd', {}, 'C'), ' switches it while no text field has the focus')),
    hint,
    make('p', { class: 'hint', id: 'builder-tracking-default' }, link
      ? null : `New links here start ${isDefault ? 'on' : 'off'}: the workspace’s setting. `
      + 'Links made through the API are off unless the request says trackConversion.'),
    make('p', { class: 'error', id: 'builder-trackConversion-error' }));
}

function moreFields(link, { tags, folders }) {
  const text = (name, more) => make('input', { type: 'text', value: link?.[name] ?? '', spellcheck: 'false', ...more });
  const chosen = new Set((link?.tags ?? []).map(({ id }) => id));
  return make('details', { class: 'more' }, make('summary', {}, 'More'),
    make('div', { class: 'fields' },
      field('Comments', 'comments', make('textarea', { rows: 2, value: link?.comments ?? '' })),
      tags.length > 0 && make('fieldset', { class: 'field', 'aria-describedby': 'builder-tagIds-error' },
        make('legend', {}, 'Tags'),
        ...tags.map(({ id, name }) => make('label', { class: 'check' },
          make('input', { type: 'checkbox', name: 'tagIds', value: id, checked: chosen.has(id) }), name)),
        make('p', { class: 'error', id: 'builder-tagIds-error' })),
      folders.length > 0 && field('Folder', 'folderId', make('select', {}, make('option', { value: '' }, 'None'),
        ...folders.map(({ id, name }) => make('option', { value: id, selected: id === link?.folderId }, name)))),
      make('div', { class: 'grid' },
        field('Expires', 'expiresAt', make('input', { type: 'datetime-local', value: localTime(link?.expiresAt) })),
        field('Leads to, once expired', 'expiredUrl', text('expiredUrl', { inputMode: 'url' })),
        field('Password', 'password', text('password'), 'Visitors are asked for it.'),
        field('External id', 'externalId', text('externalId'), 'Your own id of the link.'))));
}
