// What became of a click: seen again as a cookie, as leads, as sales; or why it was not, and what to do.

import { operate, problem } from '../lib/api.js';
import { make } from '../lib/dom.js';
import { dollars, trigger } from '../lib/format.js';
import { time } from '../lib/time.js';
import { trackSnippet } from './nothing.js';

/**
 * @typedef {{state: 'done' | 'missing', title: string, at?: string, text?: string, more?: Node[]}} Step
 */

/** Puts the story of a click into a place. @param {HTMLElement} place @param {string} clickId */
export async function tellStory(place, clickId) {
  place.setAttribute('aria-busy', 'true');
  place.replaceChildren(make('p', { class: 'hint' }, 'Looking for the click…'));
  try {
    const story = await operate('/explain', { query: { clickId } });
    // A story of nothing says the same in its first step.
    const summary = story.click ? [make('p', { dir: 'auto' }, story.summary)] : [];
    place.replaceChildren(...summary, make('ol', { class: 'story' }, ...steps(story).map(shown)), ...notes(story));
  } catch (error) {
    place.replaceChildren(problem(error, () => tellStory(place, clickId)));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

/** @returns {Step[]} in the order in which they happen */
function steps(story) {
  if (!story.click) return [lost(story), ...cookie(story), ...leads(story), ...sales(story)];
  const { click } = story;
  return [
    {
      state: 'done', title: 'Click recorded', at: click.timestamp,
      text: `${trigger(click.trigger)}, ${click.browser} on ${click.os}, led to ${click.url}`,
    },
    ...cookie(story), ...leads(story), ...sales(story),
  ];
}

/** @returns {Step} */
function lost({ notes: said }) {
  // Other notes are of what was sent with the click id since.
  const why = said.find(({ text }) => /^not recorded/i.test(text));
  return {
    state: 'missing', title: 'Click not recorded', at: why?.at,
    text: why ? why.text : 'No short link of this harness has given out this click id. It may be from another harness, '
      + 'from before a reset, or cut off when it was copied.',
    more: [todo('Open the short link in a browser that has not followed it within the last hour, and take the dub_id '
      + 'of the address that it leads to.')],
  };
}

/** @returns {Step[]} none where the harness does not say */
function cookie({ cookie: seen, click }) {
  if (seen) {
    const again = seen.lastSeenAt !== seen.firstSeenAt && make('p', { class: 'hint' }, 'Last: ', time(seen.lastSeenAt));
    return [{
      state: 'done', title: 'Cookie seen', at: seen.firstSeenAt,
      text: 'A browser sent the click id in its dub_id cookie.', more: [again],
    }];
  }
  if (seen === undefined || !click) return [];
  return [{
    state: 'missing', title: 'Cookie not seen',
    text: 'No browser has sent this click id in a dub_id cookie to the harness. It sees cookies of pages on its own '
      + 'host only.',
    more: [make('p', {}, 'Look at whether the landing page sets it: ',
      make('a', { href: '/dashboard/verify' }, 'verify the page'), '.')],
  }];
}

/** @returns {Step[]} */
function leads(story) {
  if (story.leads.length) {
    return story.leads.map(({ eventName, at }) => ({ state: 'done', title: `Lead: ${eventName}`, at }));
  }
  if (!story.click) {
    return [{ state: 'missing', title: 'No lead', text: 'A lead with this click id is answered with 404.' }];
  }
  const example = { clickId: story.clickId, eventName: 'Sign Up', customerExternalId: 'user_1' };
  return [{
    state: 'missing', title: 'No lead yet', text: 'Nobody who came by this click has signed up. To try it:',
    more: [trackSnippet('lead', example)],
  }];
}

/** @returns {Step[]} */
function sales(story) {
  if (story.sales.length) {
    return story.sales.map(({ eventName, amount, at }) => (
      { state: 'done', title: `Sale: ${dollars(amount)}, ${eventName}`, at }));
  }
  if (!story.leads.length) return [];
  const text = 'A sale names the customer of the lead by customerExternalId.';
  return [{ state: 'missing', title: 'No sale yet', text }];
}

function notes({ notes: said }) {
  if (!said.length) return [];
  return [make('h3', {}, 'What the harness noted'),
    make('ul', { class: 'plain' },
      ...said.map(({ at, text }) => make('li', { dir: 'auto' }, time(at), ` · ${text}`)))];
}

/** @param {Step} step */
function shown({ state, title, at, text, more = [] }) {
  return make('li', { class: state },
    make('p', {}, make('strong', { dir: 'auto' }, title), at ? ' · ' : null, at ? time(at) : null),
    text ? make('p', { dir: 'auto' }, text) : null, ...more);
}

const todo = (text) => make('p', {}, make('strong', {}, 'What to do: '), text);
