// Which time is looked at: an interval of the API, or two days.

import { make } from '../lib/dom.js';
import { intervals } from './state.js';

/** Before this day the API has nothing. */
const first = '2022-09-22';

/**
 * The controls of the time.
 *
 * @param {HTMLElement} place
 * @param {(span: {interval: string, start: string, end: string}) => void} chosen
 * @returns {(state: import('./state.js').State) => void} shows a time without telling
 */
export function period(place, chosen) {
  const select = make('select', { id: 'interval' },
    ...[...intervals, ['', 'Custom range']].map(([value, label]) => make('option', { value }, label)));
  const [from, to] = ['range-from', 'range-to'].map((id) => make('input', { id, type: 'date', min: first }));
  const field = (label, input) => make('p', {}, make('label', { for: input.id }, label), input);
  const range = make('form', { class: 'range', hidden: true }, field('From', from), field('To', to),
    make('button', { class: 'small' }, 'Apply'));
  from.required = true;

  select.addEventListener('change', () => {
    range.hidden = select.value !== '';
    if (select.value) chosen({ interval: select.value, start: '', end: '' });
    else from.focus();
  });
  for (const input of [from, to]) input.addEventListener('input', () => to.setCustomValidity(''));
  range.addEventListener('submit', (event) => {
    event.preventDefault();
    if (to.value && to.value < from.value) {
      to.setCustomValidity('The range ends before it begins. Choose a later day.');
      to.reportValidity();
      return;
    }
    chosen({ interval: '', start: from.value, end: to.value });
  });
  place.append(field('Period', select), range);

  return ({ interval, start, end }) => {
    select.value = interval;
    range.hidden = interval !== '';
    [from.value, to.value] = [start, end];
  };
}
