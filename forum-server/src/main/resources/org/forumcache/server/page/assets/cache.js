// The cache dashboard.

import {chart} from './charts.js';
import {h, fill} from './dom.js';
import {dropping, lookup} from './entries.js';
import {activity, backend, hitRates, percent, perSecond, size} from './figures.js';
import {listen} from './live.js';
import {Samples} from './samples.js';
import {account, signedIn, signOut, token} from './session.js';

const MAX_LOG = 200;

const CHARTS = () => [
  chart({title: 'Reads per second', format: perSecond, lines: [
    ['Hits', all => all.rates('threadHits', 'listHits', 'categoryHits')],
    ['Misses', all => all.rates('threadMisses', 'listMisses', 'categoryMisses')],
  ]}),
  chart({title: 'Hit rate in percent', format: percent, range: [0, 105], lines: [
    ['Threads', all => all.hitRates('thread')],
    ['Lists', all => all.hitRates('list')],
    ['Categories', all => all.hitRates('category')],
  ]}),
  chart({title: 'Fills and invalidations per second', format: perSecond, lines: [
    ['Fills', all => all.rates('fills')],
    ['Refused fills', all => all.rates('refusedFills')],
    ['Invalidations', all => all.rates('invalidations')],
  ]}),
  chart({title: 'Memory', format: size, lines: [
    ['Documents', all => all.values('bytes')],
  ]}),
];

/** The page of the dashboard, or why it cannot be shown. */
export async function dashboard() {
  const mine = account();
  if (!mine) {
    return closed('The dashboard is for administrators.', 'Sign in', () => signedIn());
  } else if (!mine.administrator) {
    return closed(`${mine.username} is not an administrator.`, 'Sign out', signOut);
  }
  return open();
}

function closed(text, action, click) {
  return {
    title: 'Cache',
    node: h('section', {class: 'card lost'}, h('h1', {}, 'Cache'), h('p', {}, text),
        h('p', {}, h('button', {type: 'button', class: 'button primary', click}, action))),
  };
}

function open() {
  const samples = new Samples();
  const state = h('p', {class: 'state', role: 'status'}, 'Connecting…');
  const rates = h('dl', {class: 'tiles', 'aria-busy': 'true'}, loading(4));
  const now = h('dl', {class: 'tiles small', 'aria-busy': 'true'}, loading(8));
  const facts = h('dl', {class: 'facts'});
  let administration = '/actuator/forumcache';
  const endpoint = () => administration;
  const found = lookup(endpoint);
  const log = invalidations(key => found.find(key));
  const charts = CHARTS();

  let latest = null;
  const draw = () => {
    if (samples.latest) {
      now.removeAttribute('aria-busy');
      activity(now, samples, latest);
      charts.forEach(one => one.show(samples));
    }
  };
  const on = {
    about: about => { administration = about.administration; },
    history: history => { samples.restart(history); live(state); draw(); },
    sample: sample => { samples.add(sample); draw(); },
    report: report => {
      latest = report;
      rates.removeAttribute('aria-busy');
      hitRates(rates, report);
      backend(facts, report);
    },
    log: past => log.restart(past),
    invalidation: one => log.add(one),
    lost: () => lost(state, samples.latest),
    refused: status => refused(state, status),
  };

  return {
    title: 'Cache',
    node: h('div', {class: 'dashboard'},
        h('header', {class: 'heading'}, h('div', {}, h('h1', {}, 'Cache'), state)),
        h('section', {'aria-labelledby': 'rates'}, h('h2', {id: 'rates'}, 'Hit rates since the start'), rates),
        h('section', {'aria-labelledby': 'now'}, h('h2', {id: 'now'}, 'Now'), now),
        h('section', {'aria-labelledby': 'past'}, h('h2', {id: 'past'}, 'The last 15 minutes'),
            h('div', {class: 'charts'}, charts.map(one => one.figure))),
        h('div', {class: 'halves'},
            log.node,
            h('div', {},
                h('section', {class: 'card panel', 'aria-labelledby': 'backend'},
                    h('h2', {id: 'backend'}, 'Backend'), facts),
                found.node,
                dropping(endpoint)))),
    enter: () => {
      const stop = listen('/cache/live', token(), (name, data) => on[name]?.(data));
      return () => {
        stop();
        charts.forEach(one => one.remove());
      };
    },
  };
}

function loading(tiles) {
  return Array.from({length: tiles}, () => h('div', {class: 'card tile'}, h('dt', {}, '…'), h('dd', {}, '–')));
}

function live(state) {
  state.className = 'state on';
  fill(state, 'Live');
}

function lost(state, latest) {
  state.className = 'state off';
  fill(state, latest ? `Not connected. The figures are those of ${new Date(latest.time).toLocaleTimeString('en-GB')}.`
      + ' Trying again…' : 'The server does not answer. Trying again…');
}

function refused(state, status) {
  state.className = 'state off';
  fill(state, status === 401 ? 'Your token is no longer valid. ' : 'This account is not an administrator any more. ',
      h('button', {type: 'button', class: 'button', click: signOut}, 'Sign in again'));
}

/** The log of invalidations, the latest first. */
function invalidations(find) {
  const rows = h('tbody');
  const empty = h('p', {class: 'muted'}, 'Nothing has been invalidated since the server started. Write a reply in'
      + ' another window, and watch.');
  const table = h('div', {class: 'scroll log', tabindex: 0, role: 'region', 'aria-labelledby': 'log', hidden: true},
      h('table', {}, h('thead', {}, h('tr', {}, ['Time', 'Cause', 'Made outdated'].map(name =>
        h('th', {scope: 'col'}, name)))), rows));
  const shown = () => {
    empty.hidden = rows.children.length > 0;
    table.hidden = !empty.hidden;
  };
  const row = one => h('tr', {},
      h('td', {}, h('time', {datetime: new Date(one.time).toISOString()}, new Date(one.time).toLocaleTimeString('en-GB'))),
      h('td', {}, h('b', {}, words(one.cause)), one.about && h('span', {class: 'muted about'}, one.about)),
      h('td', {}, h('ul', {class: 'keys'}, outdated(one, find))));
  return {
    node: h('section', {class: 'card panel', 'aria-labelledby': 'log'},
        h('h2', {id: 'log'}, 'Invalidations of this server'), empty, table),
    restart(past) {
      fill(rows, past.map(row).reverse());
      shown();
    },
    add(one) {
      rows.prepend(row(one));
      while (rows.children.length > MAX_LOG) {
        rows.lastChild.remove();
      }
      shown();
    },
  };
}

/** What an invalidation names: entries, which can be looked up, and the lists of categories. */
function outdated({cause, keys, groups, more}, find) {
  if (keys.length + groups.length === 0) {
    return h('li', {}, cause === 'AllListsDropped' ? 'all thread lists' : 'everything');
  }
  return [
    keys.map(key => h('li', {}, h('button', {type: 'button', class: 'key', title: 'Look it up', click: () => find(key)},
        key))),
    more > 0 && h('li', {}, `and ${more} more`),
    groups.length > 0 && h('li', {}, 'lists of ' + groups.join(', ')),
  ];
}

/** PostCreated reads "Post created". */
function words(name) {
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, a, b) => a + ' ' + b.toLowerCase());
  return spaced[0].toUpperCase() + spaced.slice(1);
}
