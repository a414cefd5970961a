// The page of settings: every card loads for itself.

import { drawClock } from './settings/clock.js';
import { drawConversion } from './settings/conversion.js';
import { drawDomains } from './settings/domains.js';
import { drawHostnames } from './settings/hostnames.js';
import { drawEnvironment, drawKeys } from './settings/keys.js';
import { bindReset } from './settings/reset.js';
import { drawTag, measureScripts } from './settings/scripts.js';
import { api, filled, operate } from './lib/api.js';
import { $ } from './lib/dom.js';

const keys = () => operate('/keys');
const workspace = async () => api(`/workspaces/${(await keys()).workspaceId}`);

/** @param {string} id @param {() => Promise<any>} load @param {(place: HTMLElement, value: any) => void} draw */
function card(id, load, draw) {
  const place = $(`#${id}`);
  const fill = filled(place, load, (value) => draw(place, value));
  fill();
  return fill;
}

const loadEnvironment = card('environment', keys, drawEnvironment);
const loadTag = card('tag', keys, drawTag);
// A new key is in the snippets too.
const loadKeys = card('keys', keys, (place, value) => drawKeys(place, value, () => {
  loadEnvironment();
  loadTag();
}));
const loads = [
  loadKeys, loadEnvironment, loadTag,
  card('conversion', workspace, drawConversion), card('hostnames', workspace, drawHostnames),
  card('domains', () => api('/domains'), drawDomains),
  card('clock', () => operate('/clock'), drawClock),
];
card('scripts', async () => null, measureScripts);
bindReset($('#reset'), () => Promise.all(loads.map((load) => load())));
