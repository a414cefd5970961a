// The link builder: a dialog that creates and edits links.

import { composed, readURL, tags, tagsIn } from './destination.js';
import { makeForm } from './form.js';
import { readRefusal } from './refusal.js';
import { requestBody, values } from './values.js';
import { api, ApiError } from '../lib/api.js';
import { $, $$, confirm, make, say } from '../lib/dom.js';

/**
 * Opens the builder.
 *
 * @param {any} link what is edited; null for a new one
 * @param {{tracksByDefault: boolean, domains: any[], tags: any[], folders: any[]}} workspace
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
      if (event.key === 'Escape' && isAbove(box, event.target)) {
        event.preventDefault();
        leave();
      } else if (isSwitchKey(event) && isAbove(box, event.target)) {
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
    box.addEventListener('close', () => {
      document.removeEventListener('keydown', keys);
      removeEventListener('beforeunload', unload);
      box.remove();
      done(saved);
    });
    $('[data-leave]', form).addEventListener('click', leave);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      saved = await send(form, link);
      if (saved) box.close();
    });
    document.body.append(box);
    box.showModal();
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
