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
