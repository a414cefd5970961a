// The harness's API as the pages ask it: with the session's cookie, errors as words.

import { make } from './dom.js';

/** An answer that is none: `status` 0 means that nobody answered. */
export class ApiError extends Error {
  constructor(message, status = 0, code = '') {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * @typedef {{query?: Record<string, unknown> | URLSearchParams, method?: string, body?: unknown, signal?: AbortSignal,
 *   keepalive?: boolean}} Call
 */

/** The Dub API. @param {string} path such as `/links` */
export const api = (path, call) => ask(`/_dubcheck/api${path}`, call);

/** The harness's own operations. @param {string} path such as `/clock` */
export const operate = (path, call) => ask(`/_dubcheck${path}`, call);

/** @param {Call['query']} query @returns {string} with its `?`, or nothing; null and undefined values are left out */
export function queryText(query) {
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {});
  const text = new URLSearchParams(pairs.filter(([, value]) => value !== null && value !== undefined)).toString();
  return text && `?${text}`;
}

async function ask(path, call) {
  const response = await send(path, call);
  return response.status === 204 ? null : readJSON(await response.text());
}

/**
 * The answer to a call, of which nothing is read yet.
 *
 * @param {string} path whole @param {Call} call @throws {ApiError} for an answer that is an error, and for none
 */
export async function send(path, { query, method = 'GET', body, signal, keepalive } = {}) {
  let response;
  try {
    response = await fetch(path + queryText(query), {
      method, signal, keepalive, headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('The harness does not answer. Is dubcheck serve still running?');
  }
  if (response.ok) return response;
  if (response.status === 401) {
    throw new ApiError('The session of this page is over: the harness was started anew. Load the page again.', 401);
  }
  const text = await response.text();
  const error = readJSON(text)?.error ?? {};
  throw new ApiError(error.message ?? (text.trim() || `Status ${response.status}`), response.status, error.code ?? '');
}

function readJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error in words, with a way to try again. */
export function problem(error, again) {
  const isOver = error.status === 401;
  return make('div', { class: 'problem', role: 'alert' }, make('p', {}, error.message),
    make('button', { type: 'button', class: 'small danger', onclick: isOver ? () => location.reload() : again },
      isOver ? 'Load again' : 'Try again'));
}

/**
 * Fills a part of a page with what is loaded, now and at every call of what is returned; the newest call counts.
 *
 * @template Value
 * @param {HTMLElement} place marked busy meanwhile; an error is shown in it
 * @param {(signal: AbortSignal) => Promise<Value>} load
 * @param {(value: Value) => void} draw puts the value into the place
 */
export function filled(place, load, draw) {
  let running = null;
  const fill = async () => {
    running?.abort();
    const own = new AbortController();
    running = own;
    place.setAttribute('aria-busy', 'true');
    try {
      const value = await load(own.signal);
      if (running === own) draw(value);
    } catch (error) {
      if (running !== own || error.name === 'AbortError') return;
      if (!(error instanceof ApiError)) console.error(error);
      place.replaceChildren(problem(error, fill));
    } finally {
      if (running === own) place.removeAttribute('aria-busy');
    }
  };
  return fill;
}

// Where the harness is, as apps on this machine best know it.

const loopback = /^(127\.|\[::1\])/;

/**
 * The origin of the harness by the name `localhost`: cookies know names and no ports, so a page of an app on localhost
 * shares its `dub_id` cookie with what it loads from here.
 */
export const origin = loopback.test(location.hostname)
  ? `${location.protocol}//localhost${location.port && `:${location.port}`}` : location.origin;

/** The tag that loads the script from here. */
export const scriptTag = `<script defer src="${origin}/analytics/script.js"></script>`;
