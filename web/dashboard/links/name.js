// What a short link is called where its port and its scheme would only be in the way.

/** @param {{domain: string, key: string}} link @returns {string} "go.localhost/spring" */
export const nameOf = ({ domain, key }) => (key === '_root' ? domain : `${domain}/${key}`);
