// Reads server-sent events from the answer of a POST, which EventSource cannot make.

import { ApiError } from '../lib/api.js';

/**
 * @param {string} path below `/_dubcheck`
 * @param {unknown} body
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<{event: string, data: any}>}
 */
export async function* events(path, body, signal) {
  const response = await fetch(`/_dubcheck${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal,
  }).catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('The harness does not answer. Is dubcheck serve still running?');
  });
  if (!response.ok) throw await refused(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const event = read(block);
      if (event) yield event;
    }
  }
}

async function refused(response) {
  const text = await response.text();
  if (response.status === 401) {
    return new ApiError('The session of this page is over: the harness was started anew. Load the page again.', 401);
  }
  try {
    const { message, code } = JSON.parse(text).error;
    return new ApiError(message.replace(/^invalid_format: \w+: /, ''), response.status, code);
  } catch {
    return new ApiError(text.trim() || `Status ${response.status}`, response.status);
  }
}

/** @param {string} block the lines of one event */
function read(block) {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line)).filter(Boolean);
  const data = fields.filter(([, name]) => name === 'data').map(([, , value]) => value).join('\n');
  if (!data) return null;
  return { event: fields.find(([, name]) => name === 'event')?.[2] ?? 'message', data: JSON.parse(data) };
}
