// Forecasts the cookie that a browser keeps, from a page's address and the attributes of the script tag.

import { filled, operate } from '../lib/api.js';
import { $, make, say } from '../lib/dom.js';
import { time } from '../lib/time.js';
import { traits } from './facts.js';
import { given, keep } from './place.js';

export function forecastForm() {
  const form = $('#forecast');
  const place = $('#forecast-answer');
  const { page, attributes } = form.elements;

  const ask = filled(place, (signal) => operate('/simulate', {
    query: { url: page.value.trim(), attributes: attributes.value.trim() || null }, signal,
  }), (answer) => {
    place.replaceChildren(...view(answer));
    say(answer.cookie ? 'A browser keeps this cookie.' : 'A browser keeps no cookie.');
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keep({ page: page.value.trim(), attributes: attributes.value.trim() });
    ask();
  });
  if (given().has('page')) {
    page.value = given().get('page');
    attributes.value = given().get('attributes') ?? '';
    ask();
  }
}

/** @param {any} answer */
function view(answer) {
  const { cookie } = answer;
  return [
    make('p', { class: 'said' },
      make('span', { class: `verdict ${cookie ? 'pass' : 'fail'}` }, cookie ? 'kept' : 'none'),
      make('strong', {}, cookie ? 'A browser keeps this cookie.' : 'A browser keeps no cookie.')),
    ...(cookie ? [make('p', {}, make('code', {}, `dub_id=${cookie.value}`), ` ${traits(cookie)}`), facts(cookie)] : []),
    ...(answer.reasons ?? []).map((reason) => make('div', { class: `finding ${reason.refused ? 'bad' : 'mixed'}` },
      make('h3', {}, make('code', {}, reason.id)), make('p', {}, reason.message),
      reason.fix && make('div', { class: 'fix' }, make('p', { class: 'label' }, 'Fix'), make('p', {}, reason.fix)))),
    make('details', {}, make('summary', {}, 'The whole answer'),
      make('pre', { tabIndex: 0, role: 'region', 'aria-label': 'The whole answer' },
        make('code', {}, JSON.stringify(answer, null, 2)))),
  ];
}

function facts(cookie) {
  const days = cookie.expiresInDays;
  const shown = Object.entries({ ...cookie, expiresInDays: days === null ? 'until the browser closes' : days });
  return make('dl', { class: 'facts' },
    ...shown.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, make('code', {}, String(value)),
      ...(name === 'expiresInDays' && days !== null ? [' ', time(Date.now() + days * 86_400_000)] : []))]));
}
