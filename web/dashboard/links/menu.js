// What can be done with a link beside the buttons of its row.

import { make } from '../lib/dom.js';

/**
 * The button with three points, and what it opens.
 *
 * @param {any} link
 * @param {string} name the short link as people read it
 * @param {import('./list.js').Acts} acts
 * @returns {HTMLElement[]} the button and its menu, which belongs right after it
 */
export function makeMenu(link, name, acts) {
  const menu = make('div', { class: 'menu', popover: 'auto', role: 'group', 'aria-label': `More for ${name}` });
  const button = make('button', {
    type: 'button', class: 'small quiet', 'data-act': 'more', 'aria-label': `More for ${name}`,
    popoverTargetElement: menu,
  }, '⋯');
  menu.addEventListener('beforetoggle', (event) => { if (event.newState === 'open') fill(menu, link, acts); });
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'open') return;
    stand(menu, button);
    menu.querySelector('a').focus();
  });
  return [button, menu];
}

function fill(menu, link, acts) {
  const go = (text, href, more) => make('a', { href, ...more }, text);
  const act = (text, run, kind = '') => make('button', {
    type: 'button', class: kind, onclick: () => { menu.hidePopover(); run(link); },
  }, text);
  const isRoot = link.key === '_root';
  menu.replaceChildren(...[
    go('Open in a new tab', link.shortLink, { target: '_blank', rel: 'noopener' }),
    go('Analytics', `/dashboard/analytics?linkId=${link.id}`), go('Events', `/dashboard/events?linkId=${link.id}`),
    act(link.trackConversion ? 'Stop tracking conversions' : 'Track conversions', acts.track),
    act(link.archived ? 'Take out of the archive' : 'Archive', acts.archive),
    // The API keeps it too: it goes with its domain.
    isRoot ? null : act('Delete', acts.delete, 'danger'),
  ].filter(Boolean));
}

/** Puts the menu under its button, or over it where there is no room. */
function stand(menu, button) {
  const [at, size] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
  const isLow = at.bottom + size.height + 8 > innerHeight && at.top > size.height + 8;
  menu.style.left = `${scrollX + Math.max(8, at.right - size.width)}px`;
  menu.style.top = `${scrollY + (isLow ? at.top - size.height - 4 : at.bottom + 4)}px`;
}
