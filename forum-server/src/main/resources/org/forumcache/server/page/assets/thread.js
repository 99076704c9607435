// A thread with its posts, and what can be done with them.

import {Refused, read} from './api.js';
import {count, counted, fill, h, icon, moment} from './dom.js';
import {avatar, badge, confirmed, failure, figures, pager} from './parts.js';
import {again, announce, go} from './router.js';
import {account, mayChange, reactions, rememberReactions, signedIn, write} from './session.js';
import {editThread, postForm} from './write.js';

const LIMIT = 20;
const KINDS = [['like', 'Like'], ['helpful', 'Helpful'], ['love', 'Love']];

/** The page of a thread that an address asks for. */
export async function thread({url, slug, signal}) {
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1) || 1);
  const path = '/api/threads/' + encodeURIComponent(slug);
  const [head, more] = await Promise.all([
    read(path, signal),
    page > 1 ? read(`${path}/posts?page=${page}&limit=${LIMIT}`, signal) : null,
  ]);
  const posts = more?.data.results ?? head.data.posts;
  const last = Math.ceil((more?.data.count ?? head.data.post_count) / LIMIT);
  return {
    title: head.data.title,
    node: h('div', {class: 'reading'},
        heading(head.data, [head, more].filter(Boolean)),
        h('ol', {class: 'posts', start: (page - 1) * LIMIT + 1},
            posts.map((post, i) => h('li', {}, article(post, head.data, (page - 1) * LIMIT + i + 1)))),
        pager(page, last, number => address(head.data, number)),
        reply(head.data)),
  };
}

function address({slug}, page) {
  return '/t/' + encodeURIComponent(slug) + (page > 1 ? '?page=' + page : '');
}

function heading(thread, answers) {
  const header = h('header', {class: 'heading'});
  const edit = () => editThread(header, thread);
  return fill(header,
      h('nav', {'aria-label': 'Where this is', class: 'trail'},
          h('a', {href: '/'}, 'All threads'), h('span', {'aria-hidden': 'true'}, '›'),
          h('a', {href: '/c/' + encodeURIComponent(thread.category.slug)}, thread.category.name)),
      h('div', {}, h('h1', {}, thread.title), answers.map(badge)),
      h('p', {class: 'meta'},
          h('span', {}, 'by ' + thread.author.username), h('span', {}, moment(thread.created_at)),
          figures(thread).map(figure => h('span', {}, figure))),
      thread.tags.length > 0 && h('ul', {class: 'chips', 'aria-label': 'Tags'}, thread.tags.map(tag =>
        h('li', {}, h('a', {class: 'chip', href: '/?tags=' + encodeURIComponent(tag)}, '#' + tag)))),
      mayChange(thread.author) && h('div', {class: 'actions'},
          h('button', {type: 'button', id: 'edit-thread', class: 'button', click: edit}, 'Edit or move'),
          h('button', {type: 'button', class: 'button quiet', click: () => remove(thread)}, 'Delete thread')));
}

async function remove(thread) {
  const sure = await confirmed('Delete this thread?',
      `“${thread.title}” and its ${counted(thread.post_count, 'post')} will be gone.`, 'Delete');
  if (sure && await attempt(() => write('DELETE', '/api/threads/' + encodeURIComponent(thread.slug)))) {
    announce('The thread is deleted.');
    go('/c/' + encodeURIComponent(thread.category.slug));
  }
}

/** A post; people find it again at #post-{id}. */
function article(post, thread, number) {
  const name = 'post-' + post.id;
  const edited = post.updated_at !== post.created_at;
  const body = h('div', {class: 'content'}, paragraphs(post.content));
  const problem = h('p', {class: 'error', role: 'alert', id: name + '-problem'});
  return h('article', {class: 'card post', id: name, 'aria-label': `Post ${number} by ${post.author.username}`},
      h('header', {},
          avatar(post.author.username),
          h('b', {}, post.author.username),
          post.author.id === thread.author.id && number > 1 && h('span', {class: 'role'}, 'asked'),
          h('span', {class: 'muted'}, moment(post.created_at), edited && ' · edited'),
          h('a', {class: 'anchor', href: `${location.pathname}${location.search}#${name}`,
            'aria-label': `Link to post ${number}`}, '#' + count(number))),
      body,
      h('footer', {},
          KINDS.map(([kind, label]) => reaction(post, kind, label, problem)),
          mayChange(post.author) && [
            h('button', {type: 'button', class: 'button quiet end', id: name + '-edit',
              'aria-label': `Edit post ${number}`, click: () => edit(body, post)}, 'Edit'),
            number > 1 && h('button', {type: 'button', class: 'button quiet', id: name + '-delete',
              'aria-label': `Delete post ${number}`, click: () => removePost(post, problem)}, 'Delete'),
          ]),
      problem);
}

/** Blank lines separate paragraphs; single line breaks stay. */
function paragraphs(text) {
  return text.split(/\r?\n[ \t]*\r?\n/).filter(part => part.trim()).map(part => h('p', {}, part));
}

function reaction(post, kind, label, problem) {
  const mine = `${post.id}/${kind}`;
  const number = post.reaction_counts[kind];
  const toggle = async () => {
    if (!await signedIn()) {
      return;
    }
    const all = reactions();
    const path = `/api/posts/${post.id}/reactions/${kind}`;
    if (await attempt(() => write(all.has(mine) ? 'DELETE' : 'PUT', path), problem)) {
      all.delete(mine) || all.add(mine);
      rememberReactions(all);
      await again();
    }
  };
  return h('button', {
    type: 'button', class: 'reaction ' + kind, id: `${kind}-${post.id}`, click: toggle,
    'aria-pressed': String(reactions().has(mine)), 'aria-label': `${label}, ${count(number)} so far`, title: label,
  }, icon(kind), h('span', {}, count(number)));
}

function edit(body, post) {
  const back = () => {
    fill(body, paragraphs(post.content));
    document.getElementById(`post-${post.id}-edit`)?.focus();
  };
  postForm(body, {
    id: 'edit-' + post.id,
    label: 'Your post',
    action: 'Save',
    content: post.content,
    cancel: back,
    save: async content => {
      const saved = await write('PATCH', '/api/posts/' + post.id, {content});
      if (saved) {
        announce('The post is saved.');
        await again();
        document.getElementById(`post-${post.id}-edit`)?.focus();
      }
    },
  });
}

async function removePost(post, problem) {
  const sure = await confirmed('Delete this post?', 'It will be gone for everybody.', 'Delete');
  if (sure && await attempt(() => write('DELETE', '/api/posts/' + post.id), problem)) {
    announce('The post is deleted.');
    again();
  }
}

/** Does something; what went wrong is shown where it was asked for. */
async function attempt(action, place) {
  try {
    return await action();
  } catch (fault) {
    if (place) {
      place.textContent = fault.message;
    } else {
      announce(fault.message);
    }
    return null;
  }
}

function reply(thread) {
  const section = h('section', {class: 'card reply', 'aria-labelledby': 'reply-title'});
  if (!account()) {
    return fill(section, h('h2', {id: 'reply-title'}, 'Reply'),
        h('button', {type: 'button', class: 'button primary', click: () => signedIn()}, 'Sign in to reply'));
  }
  const box = h('div');
  postForm(box, {
    id: 'reply',
    label: 'Your reply',
    action: 'Post reply',
    content: '',
    save: async content => {
      const path = '/api/threads/' + encodeURIComponent(thread.slug);
      const saved = await write('POST', path + '/posts', {content});
      if (saved) {
        announce('Your reply is posted.');
        await go(address(thread, await lastPage(path)) + '#post-' + saved.data.id);
      }
    },
  });
  return fill(section, h('h2', {id: 'reply-title'}, 'Reply'), box);
}

/** Others may have replied meanwhile. */
async function lastPage(path) {
  const {data} = await read(path);
  return Math.max(1, Math.ceil(data.post_count / LIMIT));
}
