// JSON on the page, and what the harness says.

import { snippet } from '../lib/dom.js';

/** A value as JSON over several lines, with a button that copies it. @param {unknown} value @param {string} label */
export function json(value, label) {
  const node = snippet(JSON.stringify(value, null, 2) ?? '', label);
  node.classList.add('json');
  return node;
}

/** @param {string} text @returns {{value?: any, error?: string}} */
export function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error: error.message };
  }
}

/** @returns {boolean} whether two values of JSON are the same; the order of members does not matter */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length
    && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
}

/** Begins with a capital letter. @param {string} text */
export const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
