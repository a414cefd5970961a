// Whether an event that just happened is among those a query asks for, as the harness decides it (dub-api.md, 15.3).

const day = 86_400_000;

/** The parameters that need more than the row: tags of links, what became of a click, conditions on metadata. */
const undecided = {
  tagId: 'tag', customerId: 'customer', saleType: 'sale type', query: 'metadata', externalId: 'external id', key: 'key',
};

/** What a link is like; none of it counts where links are named by their ids. */
const ofLinks = {
  domain: (row) => row.link.domain,
  tenantId: (row) => row.link.tenantId ?? '',
  folderId: (row) => row.link.folderId ?? '',
};

const ofClicks = {
  continent: (row) => row.continent,
  country: (row) => row.country,
  city: (row) => row.city,
  trigger: (row) => row.click.trigger,
  referer: (row) => row.click.referer,
  refererUrl: (row) => withoutQuery(row.click.refererUrl),
  url: (row) => withoutQuery(row.click.url),
  device: (row) => row.device,
  browser: (row) => row.browser,
  os: (row) => row.os,
};

const capitalized = new Set(['device', 'browser', 'os']);
const campaignTags = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

/** @param {string} url */
export const withoutQuery = (url) => url.split('?', 1)[0];

/**
 * The filters of a query that cannot be told from a row, by their names; the harness must be asked.
 *
 * @param {URLSearchParams} query @returns {string[]}
 */
export function undecidable(query) {
  const names = Object.keys(undecided).filter((name) => query.get(name) && !(name === 'tagId' && query.get('linkId')));
  return names.map((name) => undecided[name]);
}

/** Whether a query's window reaches to now: new events are in it. @param {URLSearchParams} query @param {Date} now */
export function reachesNow(query, now) {
  const [start, end] = [query.get('start'), query.get('end')];
  if (!start || !end) return true;
  // An end is a day, to its last moment in some time zone.
  return new Date(end).getTime() + 2 * day > now.getTime();
}

/**
 * @param {URLSearchParams} query with none of the `undecidable` filters
 * @returns {(row: any) => boolean}
 */
export function matcher(query) {
  const tests = [...linkTests(query), ...clickTests(query), ...campaignTests(query), ...nameTests(query)];
  return (row) => tests.every((test) => test(row));
}

function linkTests(query) {
  if (list(query.get('linkId'))) return [oneOf(query.get('linkId'), (row) => row.link.id)];
  const tests = Object.entries(ofLinks).map(([name, read]) => (
    oneOf(query.get(name), read, name === 'domain' ? (value) => value.toLowerCase() : String)));
  const root = query.get('root');
  if (root) tests.push((row) => (row.link.key === '_root') === (root === 'true'));
  return tests.filter(Boolean);
}

function clickTests(query) {
  const tests = Object.entries(ofClicks).map(([name, read]) => (
    oneOf(query.get(name), read, capitalized.has(name) ? capital : String)));
  const region = query.get('region');
  if (region) tests.push(region.includes('-') ? (row) => row.click.region === region : (row) => row.country === region);
  if (query.get('qr') === 'true' && !query.get('trigger')) tests.push((row) => row.click.trigger === 'qr');
  return tests.filter(Boolean);
}

/** The clicked address has the text somewhere: `news` is in `newsletter`, too. */
function campaignTests(query) {
  return campaignTags.flatMap((name) => {
    const wanted = list(query.get(name));
    if (!wanted) return [];
    const parts = wanted.values.map((value) => new URLSearchParams({ [name]: value }).toString());
    return [(row) => parts.some((part) => row.click.url.includes(part)) !== wanted.isExcluding];
  });
}

function nameTests(query) {
  const test = oneOf(query.get('eventName'), (row) => row.eventName);
  return test ? [(row) => row.event === 'click' || test(row)] : [];
}

function oneOf(text, read, change = String) {
  const wanted = list(text);
  if (!wanted) return null;
  const values = new Set(wanted.values.map(change));
  return (row) => values.has(read(row)) !== wanted.isExcluding;
}

/** `US,CA` or, for all but those, `-US,CA`; null where nothing is listed. */
function list(text) {
  if (!text) return null;
  const isExcluding = text.startsWith('-');
  const values = text.slice(isExcluding ? 1 : 0).split(',').map((value) => value.trim()).filter(Boolean);
  return values.length ? { values, isExcluding } : null;
}

/** Each word with a capital first letter, but for one name. */
const capital = (text) => text.replace(/(?<![^ ])(?!iOS(?: |$))./gu, (letter) => letter.toUpperCase());
