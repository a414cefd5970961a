// Times: relative where they are read at a glance, exact on demand.

import { $, $$, make } from './dom.js';

const units = [
  ['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat(undefined, {
  year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  timeZoneName: 'short',
});

/** How far the harness's clock is ahead of this machine's, in milliseconds: tests may move it. */
let ahead = 0;
const key = 'dubcheck.exactTimes';
let showsExact = localStorage.getItem(key) === 'yes';

/** @returns {Date} the time as the harness has it */
export const now = () => new Date(Date.now() + ahead);

/** @param {number} seconds how far the harness's clock is ahead */
export function setAhead(seconds) {
  ahead = seconds * 1000;
  refresh();
}

/** Whether times are written exactly; `timeschange` is dispatched on the window when that changes. */
export const isExact = () => showsExact;

/** "3 min. ago" */
function relativeText(date) {
  const seconds = (date - now()) / 1000;
  if (Math.abs(seconds) < 1.5) return 'now';
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** With seconds and zone. */
export const exactText = (date) => exact.format(date);

/** A time on the page. @param {string | number | Date} value an ISO text, milliseconds or a date */
export function time(value) {
  const date = new Date(value);
  const node = make('time', { dateTime: date.toISOString(), title: `${exactText(date)} · ${date.toISOString()}` });
  write(node, date);
  return node;
}

function write(node, date) {
  node.textContent = showsExact ? exactText(date) : relativeText(date);
}

/** Brings all times on the page up to date. */
function refresh() {
  for (const node of $$('time')) write(node, new Date(node.dateTime));
}

/** Puts the switch between relative and exact times at the end of the navigation. */
export function addTimeSwitch() {
  const button = make('button', {
    type: 'button', class: 'small quiet times', 'aria-pressed': String(showsExact), onclick: toggle,
  }, 'Exact times');
  $('.bar').append(button);
  setInterval(refresh, 5_000);

  function toggle() {
    showsExact = !showsExact;
    localStorage.setItem(key, showsExact ? 'yes' : 'no');
    button.setAttribute('aria-pressed', String(showsExact));
    refresh();
    dispatchEvent(new CustomEvent('timeschange'));
  }
}

/** The viewer's time zone, by its IANA name. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
