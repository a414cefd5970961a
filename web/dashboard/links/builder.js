// The link builder: a dialog that creates and edits links.

import { composed, localTime, readURL, requestBody, tags, tagsIn, values } from './request.js';
import { api, ApiError } from '../lib/api.js';
import { $, $$, confirm, make, makeSwitch, openDialog, say } from '../lib/dom.js';

/**
 * Opens the builder.
 *
 * @param {any} link what is edited; null for a new one
 * @returns {Promise<any>} the link as the API answered; null where nothing was saved
 */
export function openBuilder(link, workspace) {
  return new Promise((done) => {
    const form = makeForm(link, workspace);
    const box = make('dialog', { class: 'card builder', 'aria-labelledby': 'builder-title' }, form);
    const before = JSON.stringify(values(form));
    const isChanged = () => JSON.stringify(values(form)) !== before;
    let saved = null;

    const leave = async () => {
      if (!isChanged() || await confirm({
        title: 'Discard the changes?', text: 'What you have written in this form is not saved.', action: 'Discard',
      })) box.close();
    };
    const keys = (event) => {
      if (!isAbove(box, event.target)) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        leave();
      } else if (isSwitchKey(event)) {
        event.preventDefault();
        const { trackConversion } = form.elements;
        trackConversion.click();
        say(`Conversion tracking ${trackConversion.isOn ? 'on' : 'off'}`);
      }
    };
    const unload = (event) => { if (isChanged()) event.preventDefault(); };
    document.addEventListener('keydown', keys);
    addEventListener('beforeunload', unload);
    box.addEventListener('cancel', (event) => {
      event.preventDefault();
      leave();
    });
    $('[data-leave]', form).addEventListener('click', leave);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      saved = await send(form, link);
      if (saved) box.close();
    });
    openDialog(box, () => {
      document.removeEventListener('keydown', keys);
      removeEventListener('beforeunload', unload);
      done(saved);
    });
    followDestination(form, link);
    form.elements.url.focus();
  });
}

/** Whether a key was pressed in this dialog, and not in one above it. */
const isAbove = (box, target) => (target === document.body ? $$('dialog[open]').at(-1) === box : box.contains(target));

/** C switches, but where it is typed, and not as part of a command such as Ctrl+C. */
function isSwitchKey({ key, ctrlKey, metaKey, altKey, repeat, target }) {
  const isTyped = target.matches('select, textarea, input:not([type="checkbox"])');
  return key.toLowerCase() === 'c' && !ctrlKey && !metaKey && !altKey && !repeat && !isTyped;
}

/** Sends the form; @returns the link, or null after the refusal is shown at its field. */
async function send(form, link) {
  const button = $('[type=submit]', form);
  if (button.getAttribute('aria-busy')) return null;
  clearRefusals(form);
  if (link && !form.elements.key.value.trim()) return refuse(form, 'key', 'A link that exists needs a key.');
  button.setAttribute('aria-busy', 'true');
  try {
    const body = requestBody(values(form), link);
    return await (link
      ? api(`/links/${link.id}`, { method: 'PATCH', body }) : api('/links', { method: 'POST', body }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { field, text } = readRefusal(error.message);
    return refuse(form, field, text);
  } finally {
    button.removeAttribute('aria-busy');
  }
}

function clearRefusals(form) {
  for (const place of form.querySelectorAll('.error')) place.replaceChildren();
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

/** Shows why the API refused, at the field and with the focus there, or at the end of the form. */
function refuse(form, field, text) {
  const control = field && form.querySelector(`[name="${CSS.escape(field)}"]`);
  const place = control ? $(`#builder-${field}-error`, form) : $('#builder-error', form);
  place.textContent = text;
  if (control) {
    const more = control.closest('details');
    if (more) more.open = true;
    control.setAttribute('aria-invalid', 'true');
    control.focus();
  }
  return null;
}

/** Keeps the tags' fields in step with the destination, and the previews with both. */
function followDestination(form, link) {
  const { url, domain, key } = form.elements;
  let known = tagsIn(url.value);
  const show = () => {
    const destination = composed(url.value, values(form), !link);
    const place = $('#builder-destination', form);
    place.textContent = destination ?? (url.value.trim() ? 'Not a URL yet' : '–');
    // What can be scrolled must be within reach of the keyboard.
    if (place.scrollHeight > place.clientHeight) place.tabIndex = 0;
    else place.removeAttribute('tabindex');
    const isHere = domain.value === 'localhost' || domain.value.endsWith('.localhost');
    const base = isHere ? `http://${domain.value}:${location.port || 80}` : `https://${domain.value}`;
    const path = key.value.trim().replace(/^\/+|\/+$/g, '');
    $('#builder-short', form).textContent = path === '_root' ? base : `${base}/${path || '(random)'}`;
  };
  url.addEventListener('input', () => {
    // Half a URL says nothing about tags.
    if (!readURL(url.value)) return;
    const fresh = tagsIn(url.value);
    for (const name of tags) if (fresh[name] !== known[name]) form.elements[name].value = fresh[name];
    known = fresh;
  });
  form.addEventListener('input', show);
  show();
}

// MARK: its fields

const tagFields = [
  ['utm_source', 'Source', 'newsletter'], ['utm_medium', 'Medium', 'email'], ['utm_campaign', 'Campaign', 'spring-sale'],
  ['utm_term', 'Term', ''], ['utm_content', 'Content', ''], ['ref', 'Referral (ref)', ''],
];

/** The form, whose fields have the API's names. */
function makeForm(link, workspace) {
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

// MARK: refusals

const words = [
  [/destination url/i, 'url'], [/external ?id/i, 'externalId'], [/expiration date/i, 'expiresAt'],
  [/tag(id|name)s/i, 'tagIds'], [/folder/i, 'folderId'], [/domain/i, 'domain'], [/\bkey\b/i, 'key'],
];

/**
 * Which field a refusal is about. The API names it (`too_big: utm_term: Too big …`), or speaks of it (`Invalid key.`).
 *
 * @returns {{field: string | null, text: string}} the text without the codes
 */
function readRefusal(message) {
  const named = /^[a-z_]+: ([A-Za-z_]+)[\w.[\]]*: (.+)$/s.exec(message);
  if (named) return { field: named[1], text: named[2] };
  return { field: words.find(([pattern]) => pattern.test(message))?.[1] ?? null, text: message };
}
