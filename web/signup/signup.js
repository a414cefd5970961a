// The demo sign-up page: which click id the visitor has, and what became of the lead that its server reported.

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

/** @param {SubmitEvent} event */
async function signUp(event) {
  event.preventDefault();
  const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const person = {
    name: String(fields.get('name')).trim(),
    email: String(fields.get('email')).trim(),
    send: String(fields.get('send')),
  };
  const button = /** @type {HTMLButtonElement} */ (element('submit'));
  button.disabled = true;
  try {
    const response = await fetch('/signup', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(person),
    });
    const answer = await response.json();
    if (response.ok && answer.messageId) await showPath(answer);
    else if (response.ok) showResult(answer);
    else showFailure(answer.error?.message ?? `The server answered ${response.status}.`);
  } catch (error) {
    showFailure(`The server could not be asked: ${error.message}`);
  } finally {
    button.disabled = false;
  }
}

/** @param {{sent: boolean, reason?: string, status?: number, request?: object, answer?: any, note?: string}} result */
function showResult(result) {
  if (!result.sent) return show('No lead was sent', result.reason);
  element('request').textContent = JSON.stringify(result.request, null, 2);
  element('answer').textContent = JSON.stringify(result.answer, null, 2);
  element('status').textContent = String(result.status);
  element('call').textContent = 'POST /track/lead';
  const link = result.answer?.link;
  if (result.status !== 200) show('No lead was recorded', result.answer?.error?.message, result.note);
  else if (link) show('The lead is recorded', `It counts for ${link.shortLink}.`, result.note);
  else show('Nothing new was recorded', result.note);
  element('sent').hidden = false;
}

/**
 * The path of a sign-up's event through Segment, once it is at its end.
 *
 * @param {{messageId: string, status: number, request: object, answer: object}} result
 */
async function showPath(result) {
  element('request').textContent = JSON.stringify(result.request, null, 2);
  element('answer').textContent = JSON.stringify(result.answer, null, 2);
  element('status').textContent = String(result.status);
  element('call').textContent = 'POST /v1/track';
  show('The event is on its way', 'Segment has taken it.');
  const response = await fetch(`/_dubcheck/signup/${encodeURIComponent(result.messageId)}`);
  const entry = await response.json();
  if (!response.ok) return showFailure(entry.error?.message ?? `The server answered ${response.status}.`);
  const steps = entry.destinations.flatMap((it) => it.steps.map((step) => ({ ...step, destination: it.name })));
  const step = steps.find((it) => it.outcome !== 'filtered') ?? steps[0];
  const isRecorded = step?.outcome === 'success' && Boolean(step.lead?.link);
  const words = {
    success: isRecorded ? 'Dub recorded the lead' : 'Dub took it, and recorded nothing new',
    failed: `Dub refused it: ${step?.message}`,
    rejected: `it never reached Dub: ${step?.message}`,
    retrying: `Dub could not take it yet: ${step?.message}`,
    filtered: entry.reason,
  };
  const lines = [
    `Segment’s Tracking API answered ${result.status} and kept the event.`,
    step && `“${step.subscription.name}” of ${step.destination}: its trigger ${step.trigger.matches ? 'matches' : 'does not match'}.`,
    step?.request && `The mapping made ${Object.keys(step.request.body).length} fields for ${step.request.path}.`,
    `${step?.attempts?.length ? `Dub answered ${step.attempts.at(-1).status ?? 'nothing'}: ` : ''}${words[entry.outcome] ?? entry.outcome}.`,
    ...(step?.advice ?? []).map((it) => it.message),
  ].filter(Boolean);
  show(isRecorded ? 'The lead is recorded' : 'No lead was recorded', isRecorded ? `It counts for ${step.lead.link.shortLink}.` : '');
  element('path').replaceChildren(...lines.map((text) => Object.assign(document.createElement('li'), { textContent: text })));
  element('path').hidden = false;
  element('sent').hidden = false;
}

/** @param {string} text */
const showFailure = (text) => show('That did not work', text);

/** @param {string} title @param {(string | undefined)[]} lines */
function show(title, ...lines) {
  element('result-title').textContent = title;
  element('result-text').textContent = lines.filter(Boolean).join(' ');
  element('sent').hidden = true;
  element('path').hidden = true;
  element('result').hidden = false;
  element('result-title').focus();
}

// ?send=segment chooses the way, so that a link can.
const way = new URLSearchParams(location.search).get('send');
for (const choice of document.getElementsByName('send')) {
  if (choice.value === way) /** @type {HTMLInputElement} */ (choice).checked = true;
}
showClickId();
element('forget').addEventListener('click', forget);
element('form').addEventListener('submit', signUp);
/** @type {HTMLButtonElement} */ (element('submit')).disabled = false;
if ('cookieStore' in window) window.cookieStore.addEventListener('change', showClickId);
addEventListener('focus', showClickId);
addEventListener('pageshow', showClickId);
