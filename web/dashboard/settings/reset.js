// Back to the seed.

import { operate } from '../lib/api.js';
import { confirm, toast } from '../lib/dom.js';

/** @param {HTMLButtonElement} button @param {() => Promise<unknown>} done loads the page's cards again */
export function bindReset(button, done) {
  button.addEventListener('click', async () => {
    const isMeant = await confirm({
      title: 'Reset to the seed?',
      text: 'Everything recorded and made since the start goes, and cannot be brought back. '
        + 'The keys and the switch for conversion tracking stay.',
      action: 'Reset',
    });
    if (!isMeant) return;
    button.setAttribute('aria-busy', 'true');
    try {
      await operate('/reset', { method: 'POST' });
      await done();
      toast('The harness is as the seed has it');
    } catch (error) {
      toast(`Nothing was reset: ${error.message}`, { kind: 'error' });
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
}
