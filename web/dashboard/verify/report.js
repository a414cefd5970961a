// One page's report: the verdict, the facts, and the findings, the worst first.

import { copyButton, make } from '../lib/dom.js';
import { plural } from '../lib/format.js';
import { inSeconds } from './stages.js';
import { cookieWords, objectWords, route, scriptWords } from './facts.js';

export const verdictWords = {
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

/** @param {string} verdict */
export const verdictBadge = (verdict) => make('span', { class: `verdict ${verdict}` }, verdict);

/** @param {any} result one of the results of a report */
export function reportView(result) {
  const findings = result.findings.toSorted((one, other) => rank(one) - rank(other));
  return make('article', { class: 'report' },
    make('p', { class: 'said' }, verdictBadge(result.verdict), make('strong', {}, verdictWords[result.verdict] ?? ''),
      make('span', { class: 'hint' }, `in ${inSeconds(result.durationMS / 1000)}`)),
    make('dl', { class: 'facts' },
      ...fact('Page', make('code', {}, result.finalURL ?? result.target)),
      ...(result.redirects.length ? fact('Route', make('ul', { class: 'plain' },
        ...route(result).map((line) => make('li', {}, line)))) : []),
      ...fact('Script', scriptWords(result)), ...fact('Object', objectWords(result)),
      ...fact('Cookie', cookieWords(result)),
      ...(result.browser?.product ? fact('Browser', result.browser.product) : [])),
    make('h3', {}, findings.length ? plural(findings.length, 'finding') : 'No findings'),
    make('ul', { class: 'plain findings' }, ...findings.map(findingView)));
}

const fact = (name, ...value) => [make('dt', {}, name), make('dd', {}, ...value)];

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

/** A fix; markup in it can be copied. @param {string} text */
function fixText(text) {
  const markup = /<(\w+)\b[^>]*>[^<]*<\/\1>|<\w+\s[^>]*=[^>]*>/.exec(text)?.[0];
  return make('div', {}, make('p', {}, text), markup && copyButton(markup, 'the markup', 'Copy the markup'));
}
