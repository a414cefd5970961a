// A switch, as screen readers and keyboards know it.

import { make } from './dom.js';

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
