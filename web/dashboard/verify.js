// The page that verifies an installation, and forecasts the cookie.

import { filled, operate, send } from './lib/api.js';
import { $, $$, make, say } from './lib/dom.js';
import { time } from './lib/time.js';
import { reports, stages, traits } from './verify/report.js';

/** Pages of the harness itself, to see a report that is good and some that are not. */
const tries = [
  ['/signup', 'The sign-up page'],
  ['/samples/manual', 'The documented tag'],
  ['/samples/script-in-body', 'The script in the body'],
  ['/samples/script-missing', 'No script'],
];

/** What may be verified, the stages of a verification as they run, then its reports. */
function verifyForm() {
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
      for await (const { event: kind, data } of events({ url: address, mode }, running.signal)) {
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
      } else showError(problem.message.replace(/^invalid_format: \w+: /, ''));
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

/** Which cookie a browser keeps, by a page's address and the attributes of the script tag. */
function forecastForm() {
  const form = $('#forecast');
  const place = $('#forecast-answer');
  const { page, attributes } = form.elements;

  const ask = filled(place, (signal) => operate('/simulate', {
    query: { url: page.value.trim(), attributes: attributes.value.trim() || null }, signal,
  }), (answer) => {
    place.replaceChildren(...view(answer));
    say(answer.cookie ? 'A browser keeps this cookie.' : 'A browser keeps no cookie.');
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keep({ page: page.value.trim(), attributes: attributes.value.trim() });
    ask();
  });
  if (given().has('page')) {
    page.value = given().get('page');
    attributes.value = given().get('attributes') ?? '';
    ask();
  }
}

function view(answer) {
  const { cookie } = answer;
  return [
    make('p', { class: 'said' },
      make('span', { class: `verdict ${cookie ? 'pass' : 'fail'}` }, cookie ? 'kept' : 'none'),
      make('strong', {}, cookie ? 'A browser keeps this cookie.' : 'A browser keeps no cookie.')),
    ...(cookie ? [make('p', {}, make('code', {}, `dub_id=${cookie.value}`), ` ${traits(cookie)}`), facts(cookie)] : []),
    ...(answer.reasons ?? []).map((reason) => make('div', { class: `finding ${reason.refused ? 'bad' : 'mixed'}` },
      make('h3', {}, make('code', {}, reason.id)), make('p', {}, reason.message),
      reason.fix && make('div', { class: 'fix' }, make('p', { class: 'label' }, 'Fix'), make('p', {}, reason.fix)))),
    make('details', {}, make('summary', {}, 'The whole answer'),
      make('pre', { tabIndex: 0, role: 'region', 'aria-label': 'The whole answer' },
        make('code', {}, JSON.stringify(answer, null, 2)))),
  ];
}

function facts(cookie) {
  const days = cookie.expiresInDays;
  const shown = Object.entries({ ...cookie, expiresInDays: days === null ? 'until the browser closes' : days });
  return make('dl', { class: 'facts' },
    ...shown.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, make('code', {}, String(value)),
      ...(name === 'expiresInDays' && days !== null ? [' ', time(Date.now() + days * 86_400_000)] : []))]));
}

/** What was entered, as the URL has it. */
const given = () => new URLSearchParams(location.search);

/** @param {Record<string, string | null>} values null takes one out; the others on the page stay */
function keep(values) {
  const query = given();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
}

/**
 * What a verification tells: server-sent events of the answer to a POST, which EventSource cannot make.
 *
 * @returns {AsyncGenerator<{event: string, data: any}>}
 */
async function* events(body, signal) {
  const response = await send('/_dubcheck/verify', { method: 'POST', body, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const event = read(block);
      if (event) yield event;
    }
  }
}

/** @param {string} block the lines of one event */
function read(block) {
  const data = [...block.matchAll(/^data: ?(.*)$/gm)].map(([, line]) => line).join('\n');
  return data && { event: /^event: ?(.*)$/m.exec(block)?.[1], data: JSON.parse(data) };
}

verifyForm();
forecastForm();
