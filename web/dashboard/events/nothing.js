// What is said where no events are, and how there come to be some.

import { empty, make, snippet } from '../lib/dom.js';

const agent = "-A 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'";

const ways = {
  clicks: {
    text: 'Follow a short link in a browser, or with:',
    command: () => snippet(`curl -sI ${agent} ${location.origin}/r/demo`, 'the command that follows a short link'),
  },
  leads: {
    text: 'Track one with the dub_id of a click:',
    command: () => trackSnippet('lead', { clickId: 'DUB_ID', eventName: 'Sign Up', customerExternalId: 'user_1' }),
  },
  sales: {
    text: 'Track one of a customer who is a lead:',
    command: () => trackSnippet('sale', { customerExternalId: 'user_1', amount: 4900, paymentProcessor: 'custom' }),
  },
};

/** The command that tracks something, with its copy button. @param {'lead' | 'sale'} what @param {object} body */
export function trackSnippet(what, body) {
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  const headers = `-H "Authorization: Bearer $DUB_API_KEY" -H 'Content-Type: application/json'`;
  return snippet(`curl "$DUB_API_URL/track/${what}" ${headers} -d '${json}'`, `the command that tracks a ${what}`);
}

/**
 * @param {import('./address.js').Place} place
 * @param {(changes: Partial<import('./address.js').Place>) => void} change goes where there may be some
 */
export function nothing({ kind, filters, page, period }, change) {
  const button = (text, changes) => (
    make('button', { type: 'button', class: 'small', onclick: () => change(changes) }, text));
  if (page > 1) return empty('Nothing on this page', 'There are not so many events.', button('To the newest', {}));
  if (filters.length) {
    return empty(`No ${kind} fit`, 'No event in this time has all of what the filters ask for.',
      button('Remove the filters', { filters: [] }));
  }
  const isAll = period.interval === 'all';
  const text = `New ${kind} show up here at once. ${ways[kind].text}`;
  return empty(isAll ? `No ${kind} yet` : `No ${kind} in this time`, text,
    ways[kind].command(), isAll ? '' : button('Show all time', { period: { interval: 'all' } }));
}
