// Being built.
import { readFilters, filterBar, writeFilters } from './lib/filters.js';
import { zone } from './lib/time.js';
const query = new URLSearchParams(location.search);
const bar = filterBar({ filters: readFilters(query), context: () => ({ event: 'clicks', interval: '90d', timezone: zone }),
  onchange(next) { writeFilters(query, next); history.pushState(null, '', `?${query}`); } });
document.querySelector('main').append(bar.node);
