// How a field of a mapping is written down, and said in words.

import { parsed, same } from './json.js';

/** @typedef {'default' | 'path' | 'text' | 'json' | 'none'} Way */

export const ways = {
  default: 'Default', path: 'From the event', text: 'Fixed text', json: 'JSON', none: 'Nothing',
};

/** @param {any} value undefined for a field that is not mapped @param {any} usual the default @returns {Way} */
export function wayOf(value, usual) {
  if (value === undefined) return 'none';
  if (hasDefault(usual) && same(value, usual)) return 'default';
  if (pathOf(value) !== null) return 'path';
  return typeof value === 'string' ? 'text' : 'json';
}

/** Whether a field is mapped to something from the start. */
export const hasDefault = (usual) => usual !== null && usual !== undefined;

/** @param {any} value @returns {string | null} the path that a plain directive reads */
export function pathOf(value) {
  const isPlain = value && typeof value === 'object' && Object.keys(value).length === 1
    && typeof value['@path'] === 'string';
  return isPlain ? value['@path'] : null;
}

/** What is written into the control of a way. @param {Way} way @param {any} value */
export function written(way, value) {
  if (way === 'path') return pathOf(value) ?? firstPath(value) ?? '$.';
  if (way === 'text') return typeof value === 'string' ? value : '';
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/**
 * @param {Way} way @param {string} text @param {any} usual
 * @returns {{value?: any, error?: string}} a value of undefined is no mapping
 */
export function read(way, text, usual) {
  if (way === 'none') return { value: undefined };
  if (way === 'default') return { value: usual };
  if (way === 'json') {
    const { value, error } = parsed(text);
    return error ? { error: `This is no JSON: ${error}` } : { value };
  }
  if (way === 'text') return text ? { value: text } : { error: 'Write a text, or choose “Nothing”.' };
  const isPath = !['', '$', '$.'].includes(text.trim());
  return isPath ? { value: { '@path': text.trim() } } : { error: 'Write a path such as $.userId.' };
}

/** A directive in words. @param {any} value @returns {string} */
export function inWords(value) {
  const path = pathOf(value);
  if (path !== null) return path;
  const choice = value?.['@if'];
  if (choice?.exists && choice.then && choice.else && same(choice.exists, choice.then)) {
    return `${inWords(choice.then)}, else ${inWords(choice.else)}`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function firstPath(value) {
  const text = JSON.stringify(value ?? null);
  return /"@path":"([^"\\]+)"/.exec(text)?.[1] ?? null;
}
