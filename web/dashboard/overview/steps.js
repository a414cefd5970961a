// The five steps of the chain in words, and what to do where one was never seen.

import { copyButton, make, snippet } from '../lib/dom.js';
import { scriptTag } from '../lib/place.js';

/**
 * @type {Record<string, {title: string, silent: string, missing: string, task: string, detail: (text: string) => string}>}
 */
export const steps = {
  script: {
    title: 'Script served', silent: 'Not loaded yet', missing: 'No page has loaded the script from here.',
    task: 'put the script on a page', detail: (file) => file,
  },
  click: {
    title: 'Click', silent: 'No click yet', missing: 'No click was recorded.',
    task: 'click a short link', detail: (id) => id,
  },
  cookie: {
    title: 'Cookie', silent: 'Not seen yet', missing: 'No browser has sent a dub_id cookie.',
    task: 'see the cookie', detail: (id) => `dub_id=${id}`,
  },
  event: {
    title: 'Event sent', silent: 'Nothing sent yet', missing: 'No server has reported a lead or a sale.',
    task: 'report the sign-up', detail: (path) => `POST ${path}`,
  },
  lead: {
    title: 'Lead', silent: 'No lead yet', missing: 'No lead came of what was sent.',
    task: 'find out why no lead came of it', detail: (text) => text,
  },
};

const text = (...parts) => make('p', {}, ...parts);
const code = (value) => make('code', {}, value);
const link = (href, label) => make('a', { href }, label);

/** What to do, by the first step that is silent. @type {Record<string, (keys: any) => Node[]>} */
export const advice = {
  script: () => [
    text('Put this into the ', code('<head>'), ' of the page that your short links lead to:'),
    snippet(scriptTag, 'the script tag'),
    text('Or begin with the ', link('/signup', 'sign-up page'), ', which has it. ',
      link('/dashboard/verify', 'Verify'), ' tells whether a page of yours has it in the right place.'),
  ],
  click: ({ shortDomain }) => {
    const url = `http://${shortDomain}:${location.port || 80}/demo`;
    return [
      text('Open a short link in this browser. This one leads to the sign-up page:'),
      make('p', { class: 'actions' }, link(url, url), copyButton(url, 'the short link')),
      text('Scripts and headless browsers count as bots, as they do for Dub; ', code('--count-bots'), ' records them. ',
        'Links of your own are made under ', link('/dashboard/links', 'Links'), '.'),
    ];
  },
  cookie: () => [
    text('A page that is opened with ', code('?dub_id=…'), ' and has the script keeps the click id in the cookie ',
      code('dub_id'), '. The browser sends it here when a page of the same host loads the script again: reload the page, or sign up.'),
    text('If it never comes: ', link('/dashboard/verify', 'verify the page'), '. The cookie is seen here only of pages on ',
      code('localhost'), '; elsewhere the next step shows that it worked.'),
  ],
  event: ({ environment }) => [
    text('At sign-up, your server reads the cookie ', code('dub_id'), ' and reports the lead: with ', code('POST /track/lead'),
      ', or through Segment. Start it with these variables:'),
    snippet(Object.entries(environment).map(([name, value]) => `${name}=${value}`).join('\n'), 'the variables'),
    text('The ', link('/signup', 'sign-up page'), ' does both.'),
  ],
  lead: () => [
    text('Something was sent, and no lead came of it. ', link('/dashboard/segment', 'Segment’s delivery log'),
      ' tells what became of each event; what the Dub API refused is noted below. ',
      link('/dashboard/events', 'Ask for a click id'), ' to learn its whole story.'),
  ],
};
