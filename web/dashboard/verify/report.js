// What a verification tells: which stage runs and for how long, then its reports, one a stage, with what was found.

import { download, plural } from '../lib/format.js';
import { copyButton, make, say, snippet, tabs } from '../lib/dom.js';

const titles = { static: 'Static', browser: 'Browser' };

export function reports(place, url, mode) {
  const list = make('div', { class: 'tabs strip', role: 'tablist', 'aria-label': 'Reports', hidden: true });
  const panels = make('div', {});
  const show = tabs(list, () => {});
  let number = 0;
  place.replaceChildren(list, panels, equivalent(url, mode));

  return {
    /** @param {'static' | 'browser'} stage @param {any} report as `--report json` has it */
    add(stage, report) {
      number += 1;
      const { verdict } = report;
      list.append(make('button', { type: 'button', role: 'tab', id: `tab-report-${stage}`,
        'aria-controls': `report-${stage}` },
        make('span', {}, titles[stage], ' ', verdictBadge(verdict))));
      panels.append(make('div', { role: 'tabpanel', id: `report-${stage}`, 'aria-labelledby': `tab-report-${stage}` },
        ...report.results.map(reportView), asJSON(report, stage)));
      list.hidden = number < 2;
      show(`report-${stage}`);
      say(`${titles[stage]} report: ${verdict}. ${verdictWords[verdict] ?? ''}`);
    },
  };
}

function equivalent(url, mode) {
  const word = /^[\w:/.@%+-]+$/.test(url) ? url : `'${url.replaceAll("'", "'\\''")}'`;
  const command = `dubcheck verify ${word}${mode === 'static' ? ' --mode static' : ''}`;
  return make('div', { class: 'equivalent' }, make('p', { class: 'hint' }, 'The same as a command:'),
    snippet(command, 'the command'));
}

function asJSON(report, stage) {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const onclick = (event) => {
    event.preventDefault();
    download(`dubcheck-${stage}.json`, text, 'application/json');
  };
  return make('p', { class: 'actions' }, make('a', { href: '#', onclick }, 'Download as JSON'),
    copyButton(text, `the ${titles[stage]} report as JSON`, 'Copy JSON'));
}

const verdictWords = {
  pass: 'The click id is kept.',
  warn: 'It works, and something is lost or should be changed.',
  fail: 'No click id is kept.',
  inconclusive: 'The page could not be judged.',
};
const order = ['inconclusive', 'blocker', 'major', 'minor', 'info'];
const rank = ({ severity }) => order.indexOf(severity);
const kinds = { blocker: 'bad', major: 'bad', minor: 'mixed', info: '', inconclusive: '' };
const labels = {
  html: '', url: '', note: '', dom: 'live page: ', console: 'console: ', header: 'header ', redirect: 'redirect ',
  script: 'script file: ', cookie: 'cookie: ', cache: 'cache: ', network: 'network: ',
};

const verdictBadge = (verdict) => make('span', { class: `verdict ${verdict}` }, verdict);

/** @param {any} result one of the results of a report */
function reportView(result) {
  const findings = result.findings.toSorted((one, other) => rank(one) - rank(other));
  return make('article', { class: 'report' },
    make('p', { class: 'said' }, verdictBadge(result.verdict), make('strong', {}, verdictWords[result.verdict] ?? ''),
      make('span', { class: 'hint' }, `in ${inSeconds(result.durationMS / 1000)}`)),
    make('dl', { class: 'facts' }, ...[
      ['Page', make('code', {}, result.finalURL ?? result.target)],
      result.redirects.length && ['Route',
        make('ul', { class: 'plain' }, ...route(result).map((line) => make('li', {}, line)))],
      ['Script', scriptWords(result)], ['Object', objectWords(result)], ['Cookie', cookieWords(result)],
      result.browser?.product && ['Browser', result.browser.product],
    ].filter(Boolean).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)])),
    make('h3', {}, findings.length ? plural(findings.length, 'finding') : 'No findings'),
    make('ul', { class: 'plain findings' }, ...findings.map(findingView)));
}

function findingView(finding) {
  return make('li', { class: `finding ${kinds[finding.severity] ?? ''}` },
    make('h4', {}, make('span', { class: `badge ${kinds[finding.severity] ?? ''}` }, finding.severity), ' ',
      make('code', {}, finding.id)),
    make('p', {}, finding.message),
    finding.evidence.length > 0 && make('div', {}, make('p', { class: 'label' }, 'Seen'),
      make('ul', { class: 'plain evidence' },
        ...finding.evidence.map((evidence) => make('li', {}, make('code', {}, evidenceText(evidence)))))),
    finding.consequences && make('p', { class: 'hint' },
      `Hence, and gone when this is fixed: ${finding.consequences.join(', ')}`),
    finding.fix && make('div', { class: 'fix' }, make('p', { class: 'label' }, 'Fix'), fixText(finding.fix)),
    finding.help && make('p', {}, make('a', { href: finding.help, rel: 'noreferrer' }, 'Read more',
      make('span', { class: 'unseen' }, ` on ${finding.id}`))));
}

/** @param {{kind: string, text: string, line?: number, column?: number}} evidence */
function evidenceText({ kind, text, line, column }) {
  const place = line ? `line ${line}${column ? `, column ${column}` : ''}: ` : '';
  return `${place}${labels[kind] ?? `${kind}: `}${text}`;
}

/** A fix; markup in it can be copied. */
function fixText(text) {
  const markup = /<(\w+)\b[^>]*>[^<]*<\/\1>|<\w+\s[^>]*=[^>]*>/.exec(text)?.[0];
  return make('div', {}, make('p', {}, text), markup && copyButton(markup, 'the markup', 'Copy the markup'));
}

const places = {
  head: 'in <head>', body: 'in <body>', inert: 'in the source only, not a live element', absent: 'not in the tree',
};

function scriptWords({ mode, install }) {
  if (install.way === 'none') return `No Dub script in the ${mode === 'browser' ? 'live page' : 'HTML'}`;
  const origin = {
    html: 'from the HTML', npm: `added by the npm package ${install.sdkVersion ?? ''}`.trim(),
    gtm: 'added by Google Tag Manager',
    other: install.src ? 'added by other code' : 'pasted into the page',
  }[install.way];
  const line = install.line ? `, line ${install.line}` : '';
  return `${install.src ?? 'Inline code'} ${places[install.placement] ?? ''}${line}, ${origin ?? install.way}`;
}

function objectWords({ object }) {
  const name = 'window._dubAnalytics';
  if (object.present === null) return `${name}: not known, a browser is needed to tell`;
  const not = object.present ? '' : ' not';
  return `${name} ${object.derived ? `will${not} be` : `is${not}`} there`;
}

function cookieWords({ mode, verdict, cookie }) {
  if (mode === 'browser' && verdict !== 'inconclusive') {
    return cookie.observed ? `dub_id is kept ${traits(cookie.observed)}` : 'dub_id was not kept';
  }
  if (!cookie.predicted) return verdict === 'inconclusive' ? 'dub_id: not known' : 'dub_id will not be kept';
  return `dub_id will be kept ${traits(cookie.predicted)}`;
}

/**
 * @param {{domain: string, hostOnly: boolean, path: string, secure: boolean, httpOnly: boolean,
 *   expiresInDays: number | null}} cookie
 */
export function traits(cookie) {
  const scope = cookie.hostOnly ? `for ${cookie.domain} only` : `for ${cookie.domain.replace(/^\./, '')} and below`;
  return [scope, cookie.path !== '/' && `path ${cookie.path}`, lifetime(cookie.expiresInDays),
    cookie.secure && 'https only', cookie.httpOnly && 'hidden from scripts'].filter(Boolean).join(', ');
}

function lifetime(days) {
  if (days === null || days === undefined) return 'until the browser closes';
  if (days < 1) return `${Math.round(days * 24)} hours`;
  const tenths = Math.round(days * 10) / 10;
  return `${tenths} ${tenths === 1 ? 'day' : 'days'}`;
}

const bare = (url) => url.split(/[?#]/)[0];
const hasClickID = (url) => /[?&]dub_id(=|&|$)/.test(url.split('#')[0]);

/** The redirects, one a line, each saying whether the click id is still there. @returns {string[]} */
function route({ redirects }) {
  let carries = hasClickID(redirects[0].url);
  const lines = [bare(redirects[0].url) + (carries ? ' with ?dub_id' : '')];
  for (const { url, status, location } of redirects) {
    const target = URL.canParse(location, url) ? new URL(location, url).href : location;
    const still = hasClickID(target);
    const mark = carries ? (still ? ' keeps ?dub_id' : ' loses ?dub_id') : still ? ' adds ?dub_id' : '';
    lines.push(`${status} → ${bare(target)}${mark}`);
    carries = still;
  }
  return lines;
}

const names = { static: 'HTML, headers and script file', browser: 'Live page in a browser' };

export function stages(list, wanted) {
  const items = new Map(wanted.map((stage) => [stage, item(names[stage])]));
  list.replaceChildren(...[...items.values()].map(({ node }) => node));
  let timer = null;

  function set(stage, state, seconds) {
    const shown = items.get(stage);
    clearInterval(timer);
    if (state === 'running') {
      const start = performance.now();
      shown.state('Running', 'mixed');
      timer = setInterval(() => shown.took(`${((performance.now() - start) / 1000).toFixed(1)} s`), 100);
      say(`${names[stage]}: running`);
    } else if (state === 'done') {
      shown.state('Done', 'good');
      shown.took(seconds === undefined ? '' : inSeconds(seconds));
    }
  }

  return {
    set,
    /** @param {string | null} stage null: whichever runs */
    fail(stage, message) {
      clearInterval(timer);
      const shown = items.get(stage) ?? [...items.values()].find((each) => each.isOpen()) ?? items.get(wanted[0]);
      shown.state('Not done', 'bad');
      shown.say(message);
    },
    end: () => clearInterval(timer),
  };
}

function item(name) {
  const badge = make('span', { class: 'badge' }, 'Waiting');
  const seconds = make('span', { class: 'hint seconds' });
  const message = make('p', { class: 'error', role: 'alert' });
  const node = make('li', {}, badge, make('span', {}, name), seconds, message);
  return {
    node,
    isOpen: () => ['Waiting', 'Running'].includes(badge.textContent),
    state(text, kind) { [badge.textContent, badge.className] = [text, `badge ${kind}`]; },
    took(text) { seconds.textContent = text; },
    say(text) { message.textContent = text; },
  };
}

const inSeconds = (seconds) => (seconds < 0.1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);
