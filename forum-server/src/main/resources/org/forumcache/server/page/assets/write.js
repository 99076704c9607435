// The forms that threads and posts are written in.

import {Unreachable, read} from './api.js';
import {fill, h} from './dom.js';
import {accept, field, refuse} from './parts.js';
import {again, announce, go} from './router.js';
import {signedIn, write} from './session.js';

const MAX_POST = 50_000;

/** A form for the text of a post, in place of what an element contains. */
export function postForm(place, {id, label, action, content, save, cancel}) {
  const text = h('textarea', {id, rows: 6, maxlength: MAX_POST, required: true, keydown: quickly});
  text.value = content;
  const form = h('form', {class: 'write', novalidate: true},
      field('content', label, text),
      h('p', {class: 'problem error', role: 'alert'}),
      h('div', {class: 'actions'},
          h('button', {type: 'submit', class: 'button primary'}, action),
          cancel && h('button', {type: 'button', class: 'button', click: cancel}, 'Cancel')));
  submits(form, () => save(text.value));
  fill(place, form);
  if (cancel) {
    text.focus();
  }
}

/** Ctrl and Enter send a text, as they do in most forums. */
function quickly(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
}

/** Lets a form do something, once at a time, and shows why that was refused. */
export function submits(form, action) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    if (button.getAttribute('aria-disabled') === 'true') {
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    accept(form);
    try {
      await action();
    } catch (fault) {
      refuse(form, fault instanceof Unreachable ? unsure(fault) : fault);
    } finally {
      button.removeAttribute('aria-disabled');
    }
  });
}

/** Nobody knows whether a write whose answer was lost was done. */
function unsure(fault) {
  return {message: fault.message + ' Your text is still here. Look whether it was saved before you send it again.'};
}

function fields(thread, categories) {
  const title = h('input', {type: 'text', maxlength: 200, required: true, autocomplete: 'off'});
  title.value = thread.title;
  const category = h('select', {required: true}, h('option', {value: ''}, 'Choose one'),
      categories.map(one => h('option', {value: one.slug, selected: one.slug === thread.category},
          (one.parent ? one.parent.name + ' › ' : '') + one.name)));
  const tags = h('input', {type: 'text', autocomplete: 'off', autocapitalize: 'none'});
  tags.value = thread.tags.join(' ');
  return {title, category, tags};
}

const tagsIn = text => [...new Set(text.toLowerCase().split(/[\s,#]+/).filter(Boolean))];

/** The page on which a thread is started. */
export async function compose({url, signal}) {
  const {data: categories} = await read('/api/categories', signal);
  const chosen = {title: '', category: url.searchParams.get('category') ?? '', tags: []};
  const {title, category, tags} = fields(chosen, categories);
  const content = h('textarea', {rows: 10, maxlength: MAX_POST, required: true, keydown: quickly});
  const form = h('form', {class: 'card write', novalidate: true},
      field('title', 'Title', title),
      field('category', 'Category', category),
      field('content', 'Text', content),
      field('tags', 'Tags', tags, 'At most ten, separated by spaces: letters a to z, digits, hyphens.'),
      h('p', {class: 'problem error', role: 'alert'}),
      h('div', {class: 'actions'}, h('button', {type: 'submit', class: 'button primary'}, 'Start the thread'),
          h('a', {class: 'button', href: '/'}, 'Cancel')));
  submits(form, async () => {
    const body = {title: title.value, category: category.value, content: content.value, tags: tagsIn(tags.value)};
    const started = await write('POST', '/api/threads', body);
    if (started) {
      announce('The thread is started.');
      await go('/t/' + encodeURIComponent(started.data.slug));
    }
  });
  return {
    title: 'New thread',
    node: h('div', {class: 'reading'}, h('header', {class: 'heading'}, h('div', {}, h('h1', {}, 'New thread'))), form),
    enter: () => { signedIn('Starting a thread needs an access token.'); },
  };
}

/** Turns a thread's heading into a form: its title, its category, its tags. */
export async function editThread(place, thread) {
  const {data: categories} = await read('/api/categories');
  const before = {title: thread.title, category: thread.category.slug, tags: thread.tags};
  const {title, category, tags} = fields(before, categories);
  const form = h('form', {class: 'card write', novalidate: true, 'aria-label': 'Edit or move the thread'},
      h('h1', {}, 'Edit or move the thread'),
      field('title', 'Title', title),
      field('category', 'Category', category, 'Another category moves the thread there.'),
      field('tags', 'Tags', tags),
      h('p', {class: 'problem error', role: 'alert'}),
      h('div', {class: 'actions'}, h('button', {type: 'submit', class: 'button primary'}, 'Save'),
          h('button', {type: 'button', class: 'button', click: () => back()}, 'Cancel')));
  const back = async () => {
    await again();
    document.getElementById('edit-thread')?.focus();
  };
  submits(form, async () => {
    const body = {title: title.value, category: category.value, tags: tagsIn(tags.value)};
    if (await write('PATCH', '/api/threads/' + encodeURIComponent(thread.slug), body)) {
      announce('The thread is saved.');
      await back();
    }
  });
  fill(place, form);
  title.focus();
}
