// What every page builds its nodes with. Data never becomes markup: text goes in as text.

/**
 * Makes an element.
 *
 * @param {Record<string, unknown>} properties `class`, attributes with a hyphen, `role` and `for` as attributes,
 *   functions under `onclick` and the like as listeners, the rest as properties; null, undefined and false are left out.
 * @param {...(string | number | Node | null | undefined | false)} children
 */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function' && name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'class') node.className = value;
  else if (name.includes('-') || !(name in node)) node.setAttribute(name, value === true ? '' : String(value));
  else node[name] = value;
}

/** Makes an SVG element. @param {Record<string, string | number | null>} attributes */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

export const $ = (selector, root = document) => root.querySelector(selector);

export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Tells people who do not see the page what has happened. */
export function say(text) {
  const region = $('#said') ?? make('p', { id: 'said', class: 'unseen', role: 'status' });
  // What stands outside of an open dialog is not heard.
  const place = $$('dialog[open]').at(-1) ?? document.body;
  if (region.parentElement !== place) place.append(region);
  // The same words again are news only after other ones.
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = text; });
}

/**
 * A button that copies a text.
 *
 * @param {string | (() => string)} value what is copied
 * @param {string} label what is copied, for people who do not see where the button stands: "the short link"
 */
export function copyButton(value, label, text = 'Copy') {
  const button = make('button', { type: 'button', class: 'small quiet', 'aria-label': `Copy ${label}` }, text);
  button.addEventListener('click', async () => {
    const content = typeof value === 'function' ? value() : value;
    try {
      await navigator.clipboard.writeText(content);
    } catch {
      copyBySelection(content);
    }
    button.textContent = 'Copied';
    say(`Copied ${label}`);
    setTimeout(() => { button.textContent = text; }, 1600);
  });
  return button;
}

/** On plain http of another name than localhost there is no clipboard to write to. */
function copyBySelection(text) {
  const field = make('textarea', { value: text, class: 'unseen', readOnly: true });
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** A command or a snippet with its copy button. @param {string} label see copyButton */
export function snippet(text, label) {
  return make('div', { class: 'snippet' },
    make('pre', { tabIndex: 0, role: 'region', 'aria-label': label }, make('code', {}, text)), copyButton(text, label));
}

/** What stands where nothing is yet: what that means, and what to do. @param {...Node} more commands, links */
export function empty(title, text, ...more) {
  return make('div', { class: 'empty' }, make('p', { class: 'empty-title' }, title), make('p', {}, text), ...more);
}

/**
 * A message at the edge of the window, with at most one thing to do.
 *
 * @param {{action?: string, run?: () => void, end?: () => void, seconds?: number, kind?: 'error'}} options
 *   `run` is called when the action is chosen, `end` when the message goes without that
 * @returns {() => void} takes it away
 */
export function toast(text, { action, run, end, seconds = 6, kind } = {}) {
  const tray = $('#toasts') ?? make('div', { id: 'toasts', role: 'region', 'aria-label': 'Messages' });
  if (!tray.isConnected) document.body.append(tray);
  let timer = null;
  const take = () => {
    clearTimeout(timer);
    if (node.contains(document.activeElement)) $('#main')?.focus({ preventScroll: true });
    node.remove();
  };
  const close = () => {
    if (!node.isConnected) return;
    take();
    end?.();
  };
  const node = make('div', { class: `toast ${kind ?? ''}`, role: kind === 'error' ? 'alert' : 'status' },
    make('p', {}, text),
    action && make('button', { type: 'button', class: 'small', onclick: () => { take(); run?.(); } }, action),
    make('button', { type: 'button', class: 'small quiet', 'aria-label': 'Close message', onclick: close }, '×'));
  // Nobody is to race the clock: it stands while the message has the pointer or the focus.
  const stop = () => clearTimeout(timer);
  const start = () => {
    stop();
    if (!node.matches(':hover, :focus-within')) timer = setTimeout(close, seconds * 1000);
  };
  for (const [enter, leave] of [['pointerenter', 'pointerleave'], ['focusin', 'focusout']]) {
    node.addEventListener(enter, stop);
    node.addEventListener(leave, start);
  }
  tray.append(node);
  start();
  return close;
}

/** Asks before something that cannot be undone. */
export function confirm({ title, text, action }) {
  return new Promise((decided) => {
    const box = make('dialog', { class: 'card', 'aria-labelledby': 'question' },
      make('form', { method: 'dialog' },
        make('h2', { id: 'question' }, title), make('p', {}, text),
        make('p', { class: 'actions' },
          make('button', { value: 'yes', class: 'danger' }, action),
          make('button', { value: '', class: 'quiet', autofocus: true }, 'Cancel'))));
    openDialog(box, (answer) => decided(answer === 'yes'));
  });
}

/** Opens a dialog that is gone once it is closed. @param {(answer: string) => void} [closed] is told what closed it */
export function openDialog(box, closed) {
  box.addEventListener('close', () => {
    box.remove();
    closed?.(box.returnValue);
  });
  document.body.append(box);
  box.showModal();
}

// Tabs: arrow keys, Home and End move between them, as people expect of tabs.

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

// A switch, as screen readers and keyboards know it.

/**
 * Makes a switch; a label names it with `for`.
 *
 * @param {{id: string, isOn: boolean, describedBy?: string, change?: (isOn: boolean) => void}} options
 *   `change` is called after somebody has switched
 * @returns {HTMLButtonElement & {isOn: boolean}} whose `isOn` can be read and set
 */
export function makeSwitch({ id, isOn, describedBy, change }) {
  const button = make('button', {
    type: 'button', id, class: 'switch', role: 'switch', 'aria-describedby': describedBy,
  });
  Object.defineProperty(button, 'isOn', {
    get: () => button.getAttribute('aria-checked') === 'true',
    set: (value) => button.setAttribute('aria-checked', String(value)),
  });
  button.isOn = isOn;
  button.addEventListener('click', () => {
    button.isOn = !button.isOn;
    change?.(button.isOn);
  });
  return button;
}
