// Charts as small inline SVG: named and numbered without colour, with every point in reach of the keyboard.

import { make, svg } from './dom.js';
import { count, percent } from './format.js';

const height = 240;
const edge = { top: 12, right: 22, bottom: 26 };
/** About how wide a character of the axes is, in pixels. */
const letter = 7;

/**
 * @typedef {object} Point
 * @property {string} label when, in full: "12 Nov" @property {string} tick the same, as short as it stands at the axis
 * @property {number} value
 * @property {number} [hour] of the day, where points are hours: labels then stand at round ones
 */

/**
 * Draws an area over time into a place, and again when the place changes its width.
 *
 * @param {{kind: 'clicks' | 'leads' | 'sales', title: string, points: Point[], text: (value: number) => string,
 *   axis: (value: number) => string}} options `text` writes a value in full ("34 clicks"), `axis` at the axis
 */
export function areaChart(place, options) {
  let width = 0;
  const draw = () => {
    const now = Math.floor(place.clientWidth);
    if (!now || now === width) return;
    width = now;
    const focused = [...place.querySelectorAll('.dot')].indexOf(document.activeElement);
    place.replaceChildren(areaAt(width, options));
    place.querySelectorAll('.dot')[focused]?.focus();
  };
  observers.get(place)?.disconnect();
  const observer = new ResizeObserver(() => requestAnimationFrame(draw));
  observers.set(place, observer);
  observer.observe(place);
  draw();
}

/** @type {WeakMap<HTMLElement, ResizeObserver>} */
const observers = new WeakMap();

function areaAt(width, { kind, title, points, text, axis }) {
  const ticks = niceTicks(Math.max(0, ...points.map(({ value }) => value)));
  const left = Math.max(...ticks.map((tick) => axis(tick).length)) * letter + 14;
  const [top, bottom, right] = [edge.top, height - edge.bottom, width - edge.right];
  const x = (index) => (points.length < 2 ? (left + right) / 2 : left + (index * (right - left)) / (points.length - 1));
  const y = (value) => bottom - (value / ticks.at(-1)) * (bottom - top);
  const at = points.map(({ value }, index) => ({ x: x(index), y: y(value) }));
  const line = at.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
  const guide = svg('line', { class: 'guide', y1: top, y2: bottom, visibility: 'hidden' });
  const dots = points.map(({ label, value }, index) => svg('circle', {
    class: 'dot', cx: at[index].x, cy: at[index].y, r: 3.5, role: 'img', tabindex: index === points.length - 1 ? 0 : -1,
    'aria-label': `${label}: ${text(value)}`,
  }));
  const isDense = points.length > 1 && (right - left) / (points.length - 1) < 12;
  const picture = svg('svg', {
    class: `chart ${kind}${isDense ? ' dense' : ''}`, width, height, viewBox: `0 0 ${width} ${height}`, role: 'group',
    'aria-label': `${title}. ${count(points.length)} points; arrow keys move between them.`,
  },
  svg('g', { class: 'axis', 'aria-hidden': 'true' },
    ...ticks.flatMap((tick) => [
      svg('line', { x1: left, x2: right, y1: y(tick), y2: y(tick) }),
      svg('text', { x: left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, axis(tick)),
    ]),
    ...labelled(points, (right - left) / Math.max(1, points.length - 1)).map((index) => svg('text', {
      x: Math.min(at[index].x, width - (points[index].tick.length * letter) / 2), y: height - 6,
      'text-anchor': 'middle',
    }, points[index].tick))),
  svg('polygon', { class: 'area', points: `${at[0]?.x},${bottom} ${line} ${at.at(-1)?.x},${bottom}` }),
  svg('polyline', { class: 'line', points: line }), guide, ...dots);
  const tip = make('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });
  const node = make('div', { class: 'plot' }, picture, tip);
  reach({ picture, node, tip, guide, dots, at, points, text, width });
  return node;
}

/** Pointer and keys: both show a point with its value; the keys also move the focus, one tab stop for all points. */
function reach({ picture, node, tip, guide, dots, at, points, text, width }) {
  let shown = -1;
  function show(index) {
    dots[shown]?.classList.remove('shown');
    shown = index;
    const point = at[index];
    tip.hidden = !point;
    guide.setAttribute('visibility', point ? 'visible' : 'hidden');
    if (!point) return;
    dots[index].classList.add('shown');
    guide.setAttribute('x1', point.x);
    guide.setAttribute('x2', point.x);
    tip.replaceChildren(make('span', {}, points[index].label), make('strong', {}, text(points[index].value)));
    tip.style.left = `${Math.max(0, Math.min(width - tip.offsetWidth, point.x - tip.offsetWidth / 2))}px`;
    tip.style.top = `${point.y < tip.offsetHeight + 14 ? point.y + 12 : point.y - tip.offsetHeight - 12}px`;
  }
  function nearest(event) {
    const from = event.clientX - picture.getBoundingClientRect().left;
    const distance = (point) => Math.abs(point.x - from);
    return at.reduce((best, point, index) => (distance(point) < distance(at[best]) ? index : best), 0);
  }
  const focused = () => dots.indexOf(document.activeElement);
  for (const kind of ['pointermove', 'pointerdown']) {
    node.addEventListener(kind, (event) => { if (at.length) show(nearest(event)); });
  }
  node.addEventListener('pointerleave', () => show(focused()));
  node.addEventListener('focusin', () => {
    for (const [index, dot] of dots.entries()) dot.setAttribute('tabindex', index === focused() ? 0 : -1);
    show(focused());
  });
  node.addEventListener('focusout', () => show(-1));
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(-1);
    const index = focused();
    const next = {
      ArrowRight: index + 1, ArrowLeft: index - 1, PageDown: index + 7, PageUp: index - 7, Home: 0, End: Infinity,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    dots[Math.max(0, Math.min(dots.length - 1, next))].focus();
  });
}

/** Round whole numbers for an axis: 0 and at most five more, the last of them not below `most`. */
function niceTicks(most) {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((step) => step * power)
    .find((step) => step >= rough * 0.999 && step % 1 === 0) ?? 1;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** Which points have room for their label: hours of the day that are round, or every few back from the newest. */
function labelled(points, space) {
  const widest = Math.max(...points.map(({ tick }) => tick.length)) * letter + 16;
  const every = Math.max(1, Math.ceil(widest / space));
  const hours = [1, 2, 3, 4, 6, 8, 12, 24].find((step) => step >= every);
  const isLabelled = points[0]?.hour !== undefined && hours
    ? ({ hour }) => hour % hours === 0 : (_, index) => (points.length - 1 - index) % every === 0;
  return [...points.keys()].filter((index) => isLabelled(points[index], index));
}

/**
 * A funnel: a bar for each step, and between them how many went on and how many did not.
 *
 * @param {{kind: string, many: string, value: number, note?: string}[]} steps `many` names them: "clicks"
 * @returns {HTMLElement} a list
 */
export function funnel(steps) {
  const most = Math.max(1, ...steps.map(({ value }) => value));
  return make('ol', { class: 'plain funnel' }, ...steps.map((step, index) => make('li', {},
    index ? make('p', { class: 'funnel-rate' }, rateText(steps[index - 1], step)) : null,
    make('p', { class: 'funnel-step' }, make('span', {}, capital(step.many)), make('strong', {}, count(step.value)),
      step.note ? make('small', {}, step.note) : null),
    bar(step, index ? steps[index - 1].value : step.value, most))));
}

function bar({ kind, value }, before, most) {
  return svg('svg', { class: `funnel-bar ${kind}`, width: '100%', height: 34, 'aria-hidden': 'true' },
    svg('rect', { class: 'lost', x: 1, y: 1, height: 32, rx: 4, width: `${(Math.min(before, most) / most) * 99.5}%` }),
    svg('rect', { class: 'kept', x: 1, y: 1, height: 32, rx: 4, width: `${(value / most) * 99.5}%` }));
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** How much of a step went on to the next, and how much did not. */
export function rates(before, after) {
  const lost = Math.max(0, before - after);
  return { conversion: percent(after, before), dropOff: percent(lost, before), lost };
}

function rateText(before, after) {
  if (!before.value) {
    return after.value
      ? `No ${before.many} in this time: the ${after.many} are of older ones.` : 'Nothing to go on from.';
  }
  const { conversion, dropOff, lost } = rates(before.value, after.value);
  return after.value > before.value
    ? `${conversion} conversion: more ${after.many} than ${before.many}, as some are older or led to several.`
    : `${conversion} conversion, ${dropOff} drop-off: ${count(lost)} fewer ${after.many} than ${before.many}.`;
}

/**
 * What a chart shows, as a table that is filled when it is opened.
 *
 * @param {() => {columns: string[], rows: (string | number | Node)[][]}} content the first column names the rows
 */
export function tableBehind(caption, content) {
  const place = make('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption });
  const node = make('details', { class: 'behind' }, make('summary', {}, 'Show as table'), place);
  node.addEventListener('toggle', () => {
    if (!node.open || place.firstChild) return;
    const { columns, rows } = content();
    place.append(make('table', {}, make('caption', { class: 'unseen' }, caption),
      make('thead', {}, make('tr', {}, ...columns.map((name, index) => (
        make('th', { scope: 'col', class: index ? 'number' : '' }, name))))),
      make('tbody', {}, ...rows.map(([name, ...values]) => make('tr', {}, make('th', { scope: 'row' }, name),
        ...values.map((value) => make('td', { class: 'number' }, value)))))));
  });
  return node;
}
