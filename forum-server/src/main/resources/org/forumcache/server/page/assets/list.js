// The lists of threads: all of them, or a category's.

import {Refused, read} from './api.js';
import {counted, count, fill, h, icon, moment} from './dom.js';
import {avatar, badge, failure, pager} from './parts.js';
import {go} from './router.js';

const LIMIT = 20;
const SORTS = [
  ['-last_activity_at', 'Latest activity'],
  ['-created_at', 'Newest'],
  ['-post_count', 'Most posts'],
  ['-view_count', 'Most views'],
  ['created_at', 'Oldest'],
];
const DEFAULT_SORT = SORTS[0][0];

/** The list that an address asks for. */
export async function list({url, slug, signal}) {
  const wanted = {
    category: slug ?? 'all',
    page: url.searchParams.get('page') ?? '1',
    sort: url.searchParams.get('sort') ?? DEFAULT_SORT,
    search: url.searchParams.get('search') ?? '',
    tags: url.searchParams.getAll('tags'),
  };
  const [categories, threads] = await Promise.all([
    read('/api/categories', signal),
    read('/api/threads?' + query(wanted), signal).catch(fault => refused(fault)),
  ]);
  const category = categories.data.find(one => one.slug === slug);
  if (slug && !category) {
    return failure({status: 404});
  }
  const title = category?.name ?? 'All threads';
  return {
    title: wanted.search ? `${wanted.search} in ${title}` : title,
    node: h('div', {class: 'columns'},
        sidebar(categories, slug),
        h('div', {},
            heading(title, category, threads),
            tools(url, wanted, category),
            results(threads, wanted, url))),
  };
}

/** A page that does not exist, or a search that cannot be made, leaves the rest of the page as it is. */
function refused(fault) {
  if (fault instanceof Refused && (fault.status === 404 || fault.status === 400)) {
    return {refusal: fault.status === 404 ? 'This page does not exist.' : fault.message};
  }
  throw fault;
}

function query({category, page, sort, search, tags}) {
  const query = new URLSearchParams({category, page, limit: LIMIT, sort});
  if (search) {
    query.append('search', search);
  }
  tags.forEach(tag => query.append('tags', tag));
  return query;
}

/** The address of this list with some of it changed; what is as usual is left out. */
function address(url, {page, sort, search, tags}) {
  const query = new URLSearchParams();
  if (search) {
    query.set('search', search);
  }
  tags.forEach(tag => query.append('tags', tag));
  if (sort !== DEFAULT_SORT) {
    query.set('sort', sort);
  }
  if (Number(page) !== 1) {
    query.set('page', page);
  }
  return url.pathname + (query.size ? '?' + query : '');
}

function sidebar({data}, current) {
  const entry = (slug, name, image, threads, below) => h('li', {class: below && 'below'}, h('a', {
    href: slug ? '/c/' + encodeURIComponent(slug) : '/',
    'aria-current': slug === current && 'page',
  }, icon(image), h('span', {}, name), threads !== null && h('span', {class: 'number'}, count(threads))));
  const known = new Set(data.map(one => one.slug));
  const tops = data.filter(one => !one.parent || !known.has(one.parent.slug));
  const items = tops.flatMap(top => [
    entry(top.slug, top.name, top.icon, top.thread_count, false),
    ...data.filter(one => one.parent?.slug === top.slug)
        .map(one => entry(one.slug, one.name, one.icon, one.thread_count, true)),
  ]);
  return h('nav', {class: 'categories', 'aria-label': 'Categories'},
      h('ul', {}, entry(undefined, 'All threads', 'all', null, false), items));
}

function heading(title, category, threads) {
  return h('header', {class: 'heading'},
      h('div', {}, h('h1', {}, title), threads.data && badge(threads)),
      category && h('p', {class: 'muted'}, category.description));
}

function tools(url, wanted, category) {
  const search = h('input', {
    type: 'search', id: 'search', name: 'search', value: wanted.search, maxlength: 200, enterkeyhint: 'search',
    placeholder: category ? 'Search in ' + category.name : 'Search titles and posts',
  });
  const tag = h('input', {
    type: 'text', id: 'tag', name: 'tag', maxlength: 40, placeholder: 'Tag', autocapitalize: 'none', size: 10,
  });
  const sort = h('select', {id: 'sort', name: 'sort', change: () => apply()},
      SORTS.map(([value, label]) => h('option', {value, selected: value === wanted.sort}, label)));
  const apply = event => {
    event?.preventDefault();
    const tags = tag.value.trim() ? [...new Set([...wanted.tags, tag.value.trim().toLowerCase()])] : wanted.tags;
    go(address(url, {page: 1, sort: sort.value, search: search.value.trim(), tags}));
  };
  return h('form', {class: 'tools', role: 'search', 'aria-label': 'Threads', submit: apply},
      h('div', {class: 'grow'}, h('label', {for: 'search', class: 'unseen'}, 'Search titles and posts'), search),
      h('div', {}, h('label', {for: 'tag', class: 'unseen'}, 'Only with this tag'), tag),
      h('button', {type: 'submit', class: 'button'}, 'Search'),
      h('div', {}, h('label', {for: 'sort', class: 'unseen'}, 'Order'), sort),
      filters(url, wanted));
}

/** What narrows the list, each with a way to take it away. */
function filters(url, wanted) {
  const without = (label, rest) => h('li', {}, h('a', {
    href: address(url, {...wanted, ...rest, page: 1}), 'aria-label': `Remove ${label}`, class: 'chip',
  }, label, h('span', {'aria-hidden': 'true'}, '×')));
  const all = [
    wanted.search && without(`“${wanted.search}”`, {search: ''}),
    ...wanted.tags.map(tag => without('#' + tag, {tags: wanted.tags.filter(one => one !== tag)})),
  ].filter(Boolean);
  return all.length > 0 && h('ul', {class: 'chips', 'aria-label': 'Filters'}, all);
}

function results(threads, wanted, url) {
  if (threads.refusal) {
    return h('div', {class: 'card empty'}, h('p', {role: 'alert'}, threads.refusal),
        h('p', {}, h('a', {href: address(url, {...wanted, page: 1, tags: [], search: ''})}, 'Back to the first page')));
  }
  const {count: total, results: items} = threads.data;
  if (items.length === 0) {
    const narrowed = wanted.search || wanted.tags.length > 0;
    return h('div', {class: 'card empty'},
        h('p', {}, narrowed ? 'Nothing matches.' : 'Nobody has started a thread here yet.'),
        h('p', {}, h('a', {class: 'button primary', href: newThread(wanted)}, 'Start a thread')));
  }
  const page = Number(wanted.page);
  return [
    h('p', {class: 'muted total', role: 'status'}, counted(total, 'thread')),
    h('ol', {class: 'card threads'}, items.map(item => row(item, wanted.category === 'all'))),
    pager(page, Math.ceil(total / LIMIT), number => address(url, {...wanted, page: number})),
  ];
}

function newThread({category}) {
  return category === 'all' ? '/new' : '/new?category=' + encodeURIComponent(category);
}

function row(thread, withCategory) {
  return h('li', {},
      avatar(thread.author.username),
      h('article', {},
          h('h2', {}, h('a', {href: '/t/' + encodeURIComponent(thread.slug)}, thread.title)),
          h('p', {class: 'excerpt'}, thread.excerpt),
          h('p', {class: 'meta'},
              withCategory && h('a', {href: '/c/' + encodeURIComponent(thread.category.slug)}, thread.category.name),
              h('span', {}, 'by ' + thread.author.username),
              h('span', {}, moment(thread.last_activity_at)))),
      h('dl', {class: 'figures'},
          h('div', {}, h('dt', {}, 'posts'), h('dd', {}, count(thread.post_count))),
          h('div', {}, h('dt', {}, 'views'), h('dd', {}, count(thread.view_count)))));
}
