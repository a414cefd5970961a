// The reports of a verification: one a stage, both kept, the last one shown first.

import { copyButton, make, say, snippet } from '../lib/dom.js';
import { tabs } from '../lib/tabs.js';
import { reportView, verdictBadge, verdictWords } from './report.js';

const titles = { static: 'Static', browser: 'Browser' };

/** @param {HTMLElement} place @param {string} url @param {string} mode */
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
        make('span', {}, titles[stage] ?? stage, ' ', verdictBadge(verdict))));
      panels.append(make('div', { role: 'tabpanel', id: `report-${stage}`, 'aria-labelledby': `tab-report-${stage}` },
        ...report.results.map(reportView), download(report, stage)));
      list.hidden = number < 2;
      show(`report-${stage}`);
      say(`${titles[stage] ?? stage} report: ${verdict}. ${verdictWords[verdict] ?? ''}`);
    },
  };
}

function equivalent(url, mode) {
  const word = /^[\w:/.@%+-]+$/.test(url) ? url : `'${url.replaceAll("'", "'\\''")}'`;
  const command = `dubcheck verify ${word}${mode === 'static' ? ' --mode static' : ''}`;
  return make('div', { class: 'equivalent' }, make('p', { class: 'hint' }, 'The same as a command:'),
    snippet(command, 'the command'));
}

function download(report, stage) {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const link = make('a', { href: '#', download: `dubcheck-${stage}.json` }, 'Download as JSON');
  // The address of the data is made when somebody wants it, and given back afterwards.
  link.addEventListener('click', () => {
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
  return make('p', { class: 'actions' }, link,
    copyButton(text, `the ${titles[stage] ?? stage} report as JSON`, 'Copy JSON'));
}
