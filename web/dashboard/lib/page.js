// What every page of the dashboard begins with.

import { operate } from './api.js';
import { addTimeSwitch, setAhead } from './time.js';

addTimeSwitch();
operate('/clock').then(({ aheadSeconds }) => { if (aheadSeconds) setAhead(aheadSeconds); }).catch(() => {
  // Whatever the page itself asks next says what is wrong.
});
