// What stands in place of the chart where there is nothing to draw: why that is, and what to do.

import { api } from '../lib/api.js';
import { empty, make, snippet } from '../lib/dom.js';
import { count } from '../lib/format.js';
import { whenText } from './state.js';

/**
 * @param {{state: import('./state.js').State, go: (part: object) => void, signal: AbortSignal}} view
 * @returns {Promise<HTMLElement>}
 */
export async function nothing({ state, go, signal }) {
  const { event, filters, interval } = state;
  const sums = await api('/analytics', { query: { event: 'composite', groupBy: 'count', interval: 'all' }, signal });
  const title = `No ${event} ${whenText(state)}`;
  if (sums[event] > 0) {
    const button = (label, part) => (
      make('button', { type: 'button', class: 'small quiet', onclick: () => go(part) }, label));
    const reason = filters.length
      ? 'None of this time passes the filters.' : `Without a limit of time there are ${count(sums[event])}.`;
    return empty(title, reason,
      make('p', { class: 'actions' }, filters.length ? button('Remove all filters', { filters: [] }) : null,
        interval === 'all' ? null : button('Show all time', { interval: 'all', start: '', end: '' })));
  }
  const { text, label, command, more } = await commands[event](signal);
  return empty(`No ${event} yet`, text, ...(command ? [snippet(command, label)] : []), ...more);
}

const post = (path, body) => [
  `curl -X POST ${location.origin}${path} \\`,
  '  -H "Authorization: Bearer $DUB_API_KEY" -H "Content-Type: application/json" \\',
  `  -d '${JSON.stringify(body).replaceAll('\'', '\'\\\'\'')}'`,
].join('\n');

const link = (href, text) => make('a', { href }, text);

const keyNote = () => make('p', { class: 'hint' }, 'DUB_API_KEY is among the variables under ',
  link('/dashboard/settings', 'Settings'), '.');

/** What brings the first event of a kind, with what the workspace has to do it with. */
const commands = {
  async clicks(signal) {
    const [first] = await api('/links', { query: { pageSize: 1 }, signal });
    if (!first) {
      return { text: 'There is no short link to click on.', more: [link('/dashboard/links', 'Make a short link')] };
    }
    return {
      text: 'Open a short link in a browser, or run this. It calls itself a browser, as bots are not counted.',
      label: 'the command that clicks', command: `curl -A "Mozilla/5.0" ${first.shortLink}`,
      more: [link('/dashboard/links', 'All short links')],
    };
  },
  async leads(signal) {
    const [click] = await api('/events', { query: { event: 'clicks', interval: 'all', limit: 1 }, signal });
    const signUp = make('p', {}, 'Or try it by hand on the ', link('/signup', 'sign-up page'), '.');
    if (!click) {
      return { text: 'A lead needs a click: open a short link, then sign up on the page it leads to.', more: [signUp] };
    }
    return {
      text: 'When a visitor signs up, the server sends the click id. This is for the newest click.',
      label: 'the command that tracks a lead', more: [keyNote(), signUp],
      command: post('/track/lead', { clickId: click.click.id, eventName: 'Sign Up', customerExternalId: 'user_1' }),
    };
  },
  async sales(signal) {
    const [customer] = await api('/customers', { query: { pageSize: 1 }, signal });
    if (!customer) {
      return { text: 'A sale needs a customer, who comes with a lead.', more: [link('?event=leads', 'See leads')] };
    }
    return {
      text: 'When a customer pays, the server sends the external id and the cents. This is for the newest customer.',
      label: 'the command that tracks a sale', more: [keyNote()],
      command: post('/track/sale', {
        customerExternalId: customer.externalId, amount: 4900, paymentProcessor: 'custom', eventName: 'Order Completed',
      }),
    };
  },
};
