// The page of Segment: which part of it is shown, as the URL says.

import { $, confirm } from './lib/dom.js';
import { tabs } from './lib/tabs.js';
import { deliveries } from './segment/deliveries.js';
import { arrived, changed, place } from './segment/page.js';
import { destinations, mappings } from './segment/settings.js';

const parts = {
  deliveries: deliveries($('#deliveries')),
  destination: destinations($('#destination')),
  mappings: mappings($('#mappings')),
};
let shown = null;

const showTab = tabs($('[role="tablist"]'),
  (tab) => changed({ tab, message: null, subscription: parts.mappings.open?.() }));

/** Shows what the URL says; what is not saved is given up only with consent. */
async function route() {
  const wanted = place();
  if (parts.mappings.isChanged() && wanted.tab === 'mappings' && wanted.subscription !== parts.mappings.open()) {
    const isGivenUp = await confirm({
      title: 'Discard the changes?', text: 'The mapping has changes that are not saved.', action: 'Discard changes',
    });
    if (!isGivenUp) {
      changed({ tab: 'mappings', subscription: parts.mappings.open(), message: null }, { silent: true });
      return;
    }
  }
  showTab(wanted.tab);
  if (shown !== wanted.tab) parts[shown]?.leave?.();
  shown = wanted.tab;
  parts[shown].show(wanted);
}

arrived(route);
addEventListener('beforeunload', (event) => { if (parts.mappings.isChanged()) event.preventDefault(); });
route();
