// Tabs: arrow keys, Home and End move between them, as people expect of tabs.

import { $, $$, make } from './dom.js';

/**
 * Makes a tab list work. Tabs have a panel each, which they name by `aria-controls`; or they have a `data-name` and
 * change what one panel shows.
 *
 * @param {HTMLElement} list with `role="tablist"`
 * @param {(name: string) => void} chosen is told which one somebody chose: its `data-name`, or the id of its panel
 * @returns {(name: string) => void} shows one without telling
 */
export function tabs(list, chosen) {
  const all = () => $$('[role="tab"]', list);
  const nameOf = (tab) => tab.dataset.name ?? tab.getAttribute('aria-controls');
  const show = (name) => {
    for (const tab of all()) {
      const isShown = nameOf(tab) === name;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      if (!tab.dataset.name) $(`#${nameOf(tab)}`).hidden = !isShown;
    }
  };
  const choose = (tab) => {
    tab.focus();
    if (tab.getAttribute('aria-selected') === 'true') return;
    show(nameOf(tab));
    chosen(nameOf(tab));
  };
  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) choose(tab);
  });
  list.addEventListener('keydown', (event) => {
    const every = all();
    const index = every.indexOf(event.target);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: every.length - 1 }[event.key];
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    choose(every[(next + every.length) % every.length]);
  });
  return show;
}

/**
 * Fills a list with tabs that change what one panel shows.
 *
 * @param {string} panel its id @param {[string, ...(string | Node)[]][]} choices names, labels
 * @param {(name: string) => void} chosen @returns {(name: string) => void} see tabs
 */
export function choiceTabs(list, panel, choices, chosen) {
  list.replaceChildren(...choices.map(([name, ...label]) => make('button', {
    type: 'button', role: 'tab', id: `${panel}-${name}`, 'aria-controls': panel, 'data-name': name,
  }, ...label)));
  return tabs(list, chosen);
}
