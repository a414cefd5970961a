// Tabs that change what one panel shows: arrow keys, Home and End move between them.

import { $$, make } from '../lib/dom.js';

/**
 * Fills a list of tabs.
 *
 * @param {HTMLElement} list with `role="tablist"`
 * @param {{name: string, label: string | Node[]}[]} choices
 * @param {string} panel the id of what they change
 * @param {(name: string) => void} chosen is told what somebody chose
 * @returns {(name: string) => void} selects one without telling
 */
export function tabs(list, choices, panel, chosen) {
  const all = choices.map(({ name, label }) => make('button', {
    type: 'button', role: 'tab', 'data-name': name, 'aria-controls': panel, onclick: () => choose(name),
  }, ...[label].flat()));
  list.replaceChildren(...all);
  const show = (name) => {
    for (const tab of all) {
      const isChosen = tab.dataset.name === name;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
  };
  const choose = (name) => {
    const isNew = $$('[aria-selected="true"]', list)[0]?.dataset.name !== name;
    show(name);
    if (isNew) chosen(name);
  };
  list.addEventListener('keydown', (event) => {
    const index = all.indexOf(event.target);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key];
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    const tab = all[(next + all.length) % all.length];
    tab.focus();
    choose(tab.dataset.name);
  });
  return show;
}
