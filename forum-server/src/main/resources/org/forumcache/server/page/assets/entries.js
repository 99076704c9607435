// Looks entries up, and drops them.

import {read, send} from './api.js';
import {fill, h, span} from './dom.js';
import {accept, confirmed, field, refuse} from './parts.js';
import {announce} from './router.js';
import {token, write} from './session.js';
import {size} from './figures.js';
import {submits} from './write.js';

const STATES = {
  nothing: 'Nothing lies there, or nothing that may still be served. The next reader loads it.',
  loading: 'Somebody is loading it at this moment.',
  unreachable: 'The backend cannot be asked, or must not be trusted before it has taken what is pending.',
};

/** The form in which an entry is looked up; log lines use it through `find`. */
export function lookup(endpoint) {
  const kind = h('select', {change: () => { chosen(); }}, [['thread', 'Thread'], ['list', 'Thread list'],
    ['category', 'Category'], ['key', 'Key']].map(([value, label]) => h('option', {value}, label)));
  const slug = h('input', {type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false'});
  const more = h('div', {class: 'more'},
      field('page', 'Page', h('input', {type: 'number', min: 1, value: 1, id: 'lookup-page'})),
      field('sort', 'Order', h('input', {type: 'text', value: '-last_activity_at', id: 'lookup-sort'})),
      field('search', 'Search', h('input', {type: 'text', id: 'lookup-search'})),
      field('tags', 'Tags', h('input', {type: 'text', id: 'lookup-tags'})));
  const result = h('div', {class: 'result', 'aria-live': 'polite'});
  const name = field('slug', 'Slug', slug);
  const form = h('form', {class: 'lookup', novalidate: true},
      field('kind', 'What', kind), name, more, h('p', {class: 'problem error', role: 'alert'}),
      h('div', {class: 'actions'}, h('button', {type: 'submit', class: 'button primary'}, 'Look up')));
  const labels = {thread: 'Slug', list: 'Category, or all', category: 'Slug, or all for the overview', key: 'Key'};
  const chosen = () => {
    more.hidden = kind.value !== 'list';
    name.querySelector('label').textContent = labels[kind.value];
  };
  const search = async () => {
    const {data} = await send('GET', address(kind.value, slug.value.trim(), form), {token: token()});
    show(result, data, endpoint, search);
  };
  chosen();
  submits(form, search);
  return {
    node: h('section', {class: 'card panel', 'aria-labelledby': 'lookup'}, h('h2', {id: 'lookup'}, 'Look up an entry'),
        form, result),
    find(key) {
      kind.value = 'key';
      slug.value = key;
      chosen();
      form.requestSubmit();
      form.scrollIntoView({block: 'nearest'});
      slug.focus({preventScroll: true});
    },
  };
}

function address(kind, slug, form) {
  if (kind === 'key') {
    return '/cache/entries/key?' + new URLSearchParams({key: slug});
  } else if (kind !== 'list') {
    return `/cache/entries/${kind}/${encodeURIComponent(slug || '-')}`;
  }
  const value = name => form.elements.namedItem(name).value.trim();
  const query = new URLSearchParams({category: slug || 'all', page: value('page') || '1', limit: '20'});
  for (const name of ['sort', 'search']) {
    if (value(name)) {
      query.set(name, value(name));
    }
  }
  value('tags').split(/[\s,]+/).filter(Boolean).forEach(tag => query.append('tags', tag));
  return '/cache/entries/list?' + query;
}

function show(place, {key, kind, group, state, entry}, endpoint, refresh) {
  const slug = key.slice(key.lastIndexOf(':') + 1);
  const fact = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
  fill(place, h('p', {}, h('code', {}, key)),
      !entry ? h('p', {class: 'muted'}, STATES[state]) : [
        h('dl', {class: 'facts'},
            fact('State', entry.json === null ? 'known not to exist' : 'present'),
            fact('Age', span(entry.age_ms)), fact('Time left', span(entry.time_left_ms)),
            fact('Size', size(entry.size) + (entry.stored_size < entry.size ? `, held in ${size(entry.stored_size)}` : '')),
            fact('Load took', entry.load_ms.toFixed(1) + ' ms'),
            fact('Stamp', h('code', {}, entry.stamp)), entry.etag && fact('Entity tag', h('code', {}, entry.etag))),
        entry.json !== null && h('pre', {tabindex: 0, role: 'region', 'aria-label': 'The document'},
            JSON.stringify(entry.json, null, 2)),
        h('div', {class: 'actions'}, h('button', {type: 'button', class: 'button danger', click: () => group
            ? drop({path: `${endpoint()}/list/${group}`, what: `all lists of ${group}`, done: refresh})
            : drop({path: `${endpoint()}/${kind}/${slug}`, what: key, done: refresh}),
        }, group ? `Drop the lists of ${group}` : 'Drop this entry')),
      ]);
}

/** Drops something after a question; whoever reads next loads it anew. */
async function drop({path, what, done, note}) {
  const sure = await confirmed(`Drop ${what}?`, 'Nothing is lost: the next readers load it from the database.'
      + (note ? ' ' + note : ''), 'Drop');
  if (sure && await write('DELETE', path)) {
    announce(`Dropped ${what}.`);
    await done?.();
  }
}

/** The buttons that drop more than one entry. */
export function dropping(endpoint) {
  const category = h('select');
  const form = h('form', {class: 'lookup', novalidate: true},
      field('category', 'Lists of a category', category),
      h('p', {class: 'problem error', role: 'alert'}),
      h('div', {class: 'actions'},
          h('button', {type: 'submit', class: 'button'}, 'Drop its lists'),
          h('button', {type: 'button', class: 'button', click: () => attempt({
            path: endpoint() + '/list', what: 'all thread lists',
          })}, 'Drop all lists'),
          h('button', {type: 'button', class: 'button danger', click: () => attempt({
            path: endpoint(), what: 'everything', note: 'Until the cache is warm again, the database answers every read.',
          })}, 'Drop everything')));
  const attempt = async order => {
    accept(form);
    await drop(order).catch(fault => refuse(form, fault));
  };
  submits(form, () => attempt({path: `${endpoint()}/list/${category.value}`, what: `all lists of ${category.value}`}));
  read('/api/categories').then(({data}) => {
    category.append(...data.map(one => h('option', {value: one.slug}, one.name)));
  }).catch(fault => refuse(form, fault));
  return h('section', {class: 'card panel', 'aria-labelledby': 'dropping'}, h('h2', {id: 'dropping'}, 'Drop entries'), form);
}
