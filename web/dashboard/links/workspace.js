// What the builder and the filters need to know of the workspace.

import { api, operate } from '../lib/api.js';

/**
 * @returns {Promise<{tracksByDefault: boolean, domains: any[], tags: any[], folders: any[]}>}
 *   `tracksByDefault`: what the workspace's switch says of new links; the primary domain is the first
 */
export async function loadWorkspace() {
  const [{ workspaceId }, domains, tags, folders] = await Promise.all([
    operate('/keys'), api('/domains'), api('/tags'), api('/folders'),
  ]);
  const { conversionEnabled } = await api(`/workspaces/${workspaceId}`);
  return {
    tracksByDefault: conversionEnabled, tags, folders,
    domains: domains.toSorted((one, other) => Number(other.primary) - Number(one.primary)),
  };
}
