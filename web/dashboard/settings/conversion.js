// The workspace's switch for conversion tracking.

import { api } from '../lib/api.js';
import { make, say, toast } from '../lib/dom.js';
import { makeSwitch } from '../lib/switch.js';

/** @param {HTMLElement} place @param {{id: string, conversionEnabled: boolean}} workspace */
export function drawConversion(place, { id, conversionEnabled }) {
  const change = async (isOn) => {
    try {
      await api(`/workspaces/${id}`, { method: 'PATCH', body: { conversionEnabled: isOn } });
      say(`Links made on the dashboard start with conversion tracking ${isOn ? 'on' : 'off'}`);
    } catch (error) {
      control.isOn = !isOn;
      toast(`The switch stays ${isOn ? 'off' : 'on'}: ${error.message}`, { kind: 'error' });
    }
  };
  const control = makeSwitch({
    id: 'conversion-switch', isOn: conversionEnabled, describedBy: 'conversion-hint', change,
  });
  place.replaceChildren(make('div', { class: 'switched' }, control,
    make('label', { for: 'conversion-switch' }, 'New links track conversions'),
    make('p', { class: 'hint', id: 'conversion-hint' },
      'How the switch of the link builder starts for links made on the dashboard from now on. '
      + 'Links that exist stay as they are, and links made through the API track conversions only if the request says ',
      make('code', {}, '"trackConversion": true'), '.')));
}
