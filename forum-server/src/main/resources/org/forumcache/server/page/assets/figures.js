// The figures of the dashboard: hit rates against their targets, and what the cache is busy with.

import {count, fill, h, span} from './dom.js';

const KINDS = [['overall', 'All reads'], ['thread', 'Threads'], ['list', 'Lists'], ['category', 'Categories']];
const SHOWN = new Set(['entries', 'bytes', 'servers', 'near', 'thread', 'list', 'category', 'overall', 'fills',
  'refused_fills', 'not_admitted', 'invalidations', 'pending_invalidations', 'oldest_pending_seconds', 'errors', 'latency',
  'inspector']);
const ARRANGEMENTS = {standalone: 'one server', sentinel: 'guarded by Sentinels', cluster: 'cluster'};

export const percent = value => Number(value.toFixed(1)) + ' %';
export const perSecond = value => value >= 100 ? count(Math.round(value)) : String(Number(value.toFixed(2)));

/** Bytes in the unit that suits them. */
export function size(bytes) {
  const unit = ['B', 'kB', 'MB', 'GB'].findIndex((_, i) => bytes < 1000 ** (i + 1) || i === 3);
  return Number((bytes / 1000 ** unit).toFixed(unit > 1 ? 1 : 0)) + ' ' + ['B', 'kB', 'MB', 'GB'][unit];
}

function micros(value) {
  return value < 1000 ? Number(value.toFixed(1)) + ' µs' : Number((value / 1000).toFixed(2)) + ' ms';
}

/** Hit rates since the server started, as the endpoint reports them. */
export function hitRates(place, report) {
  fill(place, KINDS.map(([kind, label]) => {
    const {hits, misses, hit_rate: rate, target} = report[kind];
    const idle = hits + misses === 0;
    const below = !idle && rate < target;
    const bar = h('span', {class: 'bar'}, h('span', {class: 'filled'}), h('span', {class: 'target'}));
    bar.firstChild.style.width = 100 * rate + '%';
    bar.lastChild.style.left = 100 * target + '%';
    return h('div', {class: 'card tile' + (below ? ' below' : '')},
        h('dt', {}, label),
        h('dd', {}, idle ? '–' : percent(100 * rate)),
        h('dd', {class: 'note'}, bar,
            idle ? `no reads yet · target ${percent(100 * target)}`
                : `${below ? 'below' : 'above'} the target of ${percent(100 * target)}`),
        h('dd', {class: 'note'}, `${count(hits)} hits, ${count(misses)} misses`));
  }));
}

/** What the cache is doing now, from the samples; what waits in the database too, only the endpoint reports. */
export function activity(place, samples, report) {
  const now = samples.latest;
  const pending = report?.pending_invalidations ?? now.pending;
  const oldest = report ? 1000 * report.oldest_pending_seconds : now.oldestPending;
  const rate = (...counts) => samples.rate(...counts);
  const by = value => value === null ? '–' : perSecond(value);
  const tile = (label, value, note, alarm) => h('div', {class: 'card tile' + (alarm ? ' below' : '')},
      h('dt', {}, label), h('dd', {}, value), h('dd', {class: 'note'}, note));
  fill(place,
      tile('Reads per second', by(rate('threadHits', 'threadMisses', 'listHits', 'listMisses', 'categoryHits',
          'categoryMisses')), count(now.bypasses) + ' bypassed so far'),
      tile('Look-up', micros(now.p50), 'half; 99 of 100 in ' + micros(now.p99)),
      tile('Fills per second', by(rate('fills')),
          `${count(now.fills)} so far, ${count(now.refusedFills)} refused`),
      tile('Invalidations per second', by(rate('invalidations')), count(now.invalidations) + ' so far'),
      tile('Pending invalidations', count(pending),
          pending > 0 ? `the oldest for ${span(oldest)}` : 'all delivered', pending > 0),
      tile('Memory', now.bytes === null ? '–' : size(now.bytes),
          now.entries === null ? 'this backend does not tell' : count(now.entries) + ' entries'),
      tile('Errors', count(now.errors), now.errors > 0 ? 'calls that the backend failed' : 'none so far', now.errors > 0),
      report && tile('Lists not stored', count(report.not_admitted ?? 0), 'because they are rarely asked for'),
      report?.servers && nearCache(tile, report.near),
      report?.inspector && consistency(tile, report.inspector));
}

/** What is copied from the servers into the process, where there are servers. */
function nearCache(tile, near) {
  if (!near) {
    return tile('Near cache', 'Off', 'every hit asks the servers');
  } else if (near.state !== 'serving') {
    return tile('Near cache', 'Silent', near.state, true);
  }
  return tile('Near cache', percent(100 * near.share), `of all hits; ${count(near.entries)} copies, ${size(near.bytes)}`);
}

/** What the inspector found, where it is on. */
function consistency(tile, {inspected, inconsistent, nines}) {
  return tile('Consistent hits', inspected === 0 ? '–' : nines + ' nines',
      `${count(inspected)} inspected, ${count(inconsistent)} inconsistent`, inconsistent > 0);
}

/** What the endpoint says of the backend and its servers, and whatever else it says that has no place of its own. */
export function backend(place, report) {
  const others = Object.entries(report).filter(([name]) => !SHOWN.has(name)).flatMap(([name, value]) => flat(name, value));
  fill(place, [...others, ...servers(report)].map(([name, value, alarm]) => h('div', {class: alarm ? 'below' : null},
      h('dt', {}, name), h('dd', {}, value))));
}

function servers({servers: known, near}) {
  if (!known) {
    return [];
  }
  const {arrangement, fence, nodes} = known;
  return [
    ['Servers', ARRANGEMENTS[arrangement] ?? arrangement],
    ['Fence', fence, fence !== 'off' && fence !== 'holding'],
    ['Near cache', near?.state ?? 'off', near && near.state !== 'serving'],
    ...nodes.map(({name, state}) => [name, state, state !== 'up']),
  ];
}

function flat(name, value) {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([inner, part]) => flat(name + '_' + inner, part));
  }
  const words = name.replaceAll('_', ' ').trim();
  const text = typeof value === 'number' ? count(value) : value === null ? '–' : String(value);
  return [[words[0].toUpperCase() + words.slice(1), text, name === 'state' && value !== 'up']];
}
