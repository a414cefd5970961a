// Tabs with a panel each: arrow keys, Home and End move between them, as people expect of tabs.

import { $, $$ } from './dom.js';

/**
 * Makes a tab list work whose tabs name their panels by `aria-controls`.
 *
 * @param {HTMLElement} list with `role="tablist"`
 * @param {(name: string) => void} chosen is told the id of the panel that somebody chose
 * @returns {(name: string) => void} shows a panel without telling
 */
export function tabs(list, chosen) {
  const all = () => $$('[role="tab"]', list);
  const nameOf = (tab) => tab.getAttribute('aria-controls');
  const show = (name) => {
    for (const tab of all()) {
      const isShown = nameOf(tab) === name;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      $(`#${nameOf(tab)}`).hidden = !isShown;
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
