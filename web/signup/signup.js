// The demo sign-up page: which click id the visitor has, and the event a sign-up would send.

const eventName = 'Sign Up';

/** @param {string} id @returns {HTMLElement} */
const element = (id) => document.getElementById(id);

/** @returns {string} the click id in the dub_id cookie, empty without one */
function clickId() {
  const pair = document.cookie.split('; ').find((it) => it.startsWith('dub_id='));
  return pair ? pair.slice('dub_id='.length) : '';
}

/** @param {string} id the element to fill @param {...(string | Node)} parts */
const fill = (id, ...parts) => {
  const target = element(id);
  const wanted = document.createElement('p');
  wanted.append(...parts);
  // Screen readers announce a change, so nothing is touched unless something changed.
  if (target.innerHTML !== wanted.innerHTML) target.replaceChildren(...wanted.childNodes);
};

/** @param {string} text */
const code = (text) => Object.assign(document.createElement('code'), { textContent: text });

function showClickId() {
  const id = clickId();
  if (window._dubAnalytics) fill('script-state', code('_dubAnalytics'), ' is there: the script runs.');
  else fill('script-state', code('_dubAnalytics'), ' is missing: the script did not run. The console says why.');
  if (id) fill('click-state', 'This sign-up would carry ', code(id), ', from the cookie ', code('dub_id'), '.');
  else fill('click-state', 'There is no ', code('dub_id'), ' cookie, so this sign-up belongs to no click.');
  element('forget').hidden = !id;
  element('arrive').hidden = Boolean(id);
}

/** Deletes the cookie in the scopes that the script may have used. */
function forget() {
  for (const domain of ['', `; domain=${location.hostname.replace(/^www\./, '')}`]) {
    document.cookie = `dub_id=; path=/; max-age=0${domain}`;
  }
  // With the id still in the URL, the next load would bring it back.
  const url = new URL(location.href);
  url.searchParams.delete('dub_id');
  history.replaceState(null, '', url);
  showClickId();
  element('arrive').focus();
}

/** @returns {string} an id like those of a site's own user table */
function newCustomerId() {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `user_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** @param {SubmitEvent} event */
function showPayload(event) {
  event.preventDefault();
  const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const payload = {
    clickId: clickId(),
    eventName,
    customerExternalId: newCustomerId(),
    customerName: String(fields.get('name')).trim(),
    customerEmail: String(fields.get('email')).trim(),
  };
  element('payload').textContent = JSON.stringify(payload, null, 2);
  element('payload-note').textContent = payload.clickId
    ? 'With this click id, Dub counts the sign-up for the link that brought the visitor.'
    : 'Without a click id, Dub could count the sign-up for no link.';
  element('result').hidden = false;
  element('result-title').focus();
}

showClickId();
element('forget').addEventListener('click', forget);
element('form').addEventListener('submit', showPayload);
/** @type {HTMLButtonElement} */ (element('submit')).disabled = false;
if ('cookieStore' in window) window.cookieStore.addEventListener('change', showClickId);
addEventListener('focus', showClickId);
addEventListener('pageshow', showClickId);
