// Verifies a page: what may be verified, the stages as they run, then the reports.

import { operate } from '../lib/api.js';
import { $, $$, make, say } from '../lib/dom.js';
import { given, keep } from './place.js';
import { reports } from './reports.js';
import { stages } from './stages.js';
import { events } from './stream.js';

/** Pages of the harness itself, to see a report that is good and some that are not. */
const tries = [
  ['/signup', 'The sign-up page'],
  ['/samples/manual', 'The documented tag'],
  ['/samples/script-in-body', 'The script in the body'],
  ['/samples/script-missing', 'No script'],
];

export function verifyForm() {
  const form = $('#verify');
  const error = $('#verify-error');
  const result = $('#verify-result');
  const [run, stop] = [$('#verify-run'), $('#verify-stop')];
  const { url } = form.elements;
  let running = null;

  url.value = given().get('url') ?? '';
  if (given().get('mode') === 'static') form.elements.mode.value = 'static';
  describe();
  $('#verify-tries').replaceChildren(...tries.map(tryButton), make('a', { href: '/samples' }, 'All samples'));

  /** Says which pages may be verified, and in which ways. */
  async function describe() {
    const place = $('#verify-allows');
    try {
      const { allows, modes, notes } = await operate('/verify');
      place.replaceChildren(...allowance(allows), ...notes.flatMap((note) => [make('br'), note]));
      if (!modes.includes('browser')) {
        form.elements.mode.value = 'static';
        for (const radio of $$('[value="browser"]', form)) radio.disabled = true;
      }
    } catch (problem) {
      place.textContent = problem.message;
    }
  }

  function tryButton([path, title]) {
    const address = location.origin + path;
    const take = () => {
      url.value = address;
      keep({ url: address });
      clearError();
      run.focus();
      say(`${address} is entered`);
    };
    return make('button', { type: 'button', class: 'small quiet', onclick: take }, title);
  }

  function showError(text) {
    error.textContent = text;
    error.hidden = false;
    url.setAttribute('aria-invalid', 'true');
    url.focus();
  }

  function clearError() {
    error.hidden = true;
    url.removeAttribute('aria-invalid');
  }

  async function verify(event) {
    event.preventDefault();
    clearError();
    const address = url.value.trim();
    if (!/^https?:\/\/./i.test(address)) {
      return showError('Enter the address of a page, with http:// or https:// before it.');
    }
    const mode = form.elements.mode.value;
    keep({ url: address, mode: mode === 'static' ? 'static' : null });
    running = new AbortController();
    setRunning(true);
    const shownStages = stages($('#verify-stages'), mode === 'static' ? ['static'] : ['static', 'browser']);
    const shownReports = reports($('#verify-report'), address, mode);
    try {
      for await (const { event: kind, data } of events('/verify', { url: address, mode }, running.signal)) {
        result.hidden = false;
        if (kind === 'stage') shownStages.set(data.stage, data.state, data.seconds);
        else if (kind === 'report') shownReports.add(data.stage, data.report ?? data);
        else if (kind === 'problem') shownStages.fail(data.stage, data.message);
      }
      result.focus({ preventScroll: true });
      result.scrollIntoView({ block: 'nearest' });
    } catch (problem) {
      if (problem.name === 'AbortError') {
        shownStages.fail(null, 'Stopped.');
        say('Stopped');
        setRunning(false);
        run.focus();
      } else showError(problem.message);
    } finally {
      shownStages.end();
      setRunning(false);
      running = null;
    }
  }

  function setRunning(isRunning) {
    stop.hidden = !isRunning;
    run.disabled = isRunning;
    run.textContent = isRunning ? 'Verifying…' : 'Verify';
    if (!isRunning) return;
    result.hidden = true;
    stop.focus();
  }

  form.addEventListener('submit', verify);
  url.addEventListener('input', clearError);
  stop.addEventListener('click', () => running?.abort());
}

/** @param {string | string[]} allows @returns {(string | Node)[]} */
function allowance(allows) {
  const code = (text) => make('code', {}, text);
  if (allows === 'any') return ['Every page may be verified: the harness has ', code('--allow-verify any'), '.'];
  if (allows === 'nothing') return ['This harness cannot verify pages; ', code('dubcheck verify'), ' can.'];
  const more = ['To verify others, start it with ', code('dubcheck serve --allow-verify HOST'), ' or ',
    code('--allow-verify any'), '.'];
  if (allows === 'loopback') return ['Pages of this machine: localhost and addresses such as 127.0.0.1. ', ...more];
  return ['Pages of this machine, and of ', ...allows.flatMap((host, index) => [index ? ', ' : '', code(host)]), '. ',
    ...more];
}
