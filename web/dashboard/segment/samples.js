// Sample events to try a mapping with.

const person = { name: 'Ada Example', email: 'ada@example.com' };

/** @type {{name: string, about: string, event: Record<string, any>}[]} */
export const samples = [
  {
    name: 'Sign-up as documented',
    about: 'The call of Dub’s guide: the click id is in context.traits, where the default mapping does not look.',
    event: {
      type: 'track', event: 'Sign Up', userId: 'user_1',
      context: { traits: { ...person, avatar: 'https://example.com/ada.png', clickId: 'CLICK_ID' } },
      integrations: { All: true },
    },
  },
  {
    name: 'Sign-up with dub_id',
    about: 'The click id is where the default mapping reads it.',
    event: {
      type: 'track', event: 'Sign Up', userId: 'user_1', context: { traits: person },
      integrations: { All: true, 'Dub (Actions)': { dub_id: 'CLICK_ID' } },
    },
  },
  {
    name: 'Order Completed',
    about: 'A sale: revenue in cents, and the payment processor, which the default mapping does not read.',
    event: {
      type: 'track', event: 'Order Completed', userId: 'user_1',
      properties: { payment_processor: 'stripe', order_id: 'order_1', currency: 'usd', revenue: 4900 },
      integrations: { All: true },
    },
  },
];

/** @param {string} partnerAction */
export const sampleFor = (partnerAction) => (partnerAction === 'trackSale' ? samples[2] : samples[0]);

/** All paths that an event has values at. @param {any} event @returns {string[]} */
export function pathsOf(event) {
  const paths = [];
  const walk = (value, path) => {
    if (paths.length >= 200) return;
    if (path !== '$') paths.push(path);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    for (const [key, child] of Object.entries(value)) {
      // A key with a dot or a quote cannot be addressed.
      if (!/[."'[\]]/.test(key)) walk(child, `${path}.${key}`);
    }
  };
  walk(event, '$');
  return paths;
}
