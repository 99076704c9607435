// The parts that several pages are made of.

import {count, counted, fill, h, span} from './dom.js';

const MEANINGS = {
  HIT: 'from the cache',
  MISS: 'from the database',
  STALE: 'kept while the database is away',
  BYPASS: 'past the cache',
};
const HUES = 8;

/** Where an answer came from, how long that took, and how old it is. */
export function badge({outcome, millis, age}) {
  const took = millis < 10 ? millis.toFixed(1) : Math.round(millis);
  const old = outcome === 'HIT' ? span(age * 1000) + ' old' : '';
  const meaning = MEANINGS[outcome] ?? '';
  return h('p', {class: 'badge ' + String(outcome).toLowerCase(), title: `Answered ${meaning} in ${took} ms`},
      h('b', {}, String(outcome)), h('span', {class: 'unseen'}, meaning), h('span', {}, took + ' ms'),
      old && h('span', {}, old));
}

/** The first letters of a name on a colour that belongs to it: no picture is fetched from elsewhere. */
export function avatar(name) {
  let hash = 0;
  for (const letter of name) {
    hash = (hash * 31 + letter.codePointAt(0)) >>> 0;
  }
  const letters = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 2).map(word => [...word][0]).join('');
  return h('span', {class: 'avatar hue' + hash % HUES, 'aria-hidden': 'true'}, letters.toUpperCase() || '?');
}

/** Links to the pages around this one. */
export function pager(page, last, link) {
  if (last < 2) {
    return null;
  }
  const near = [1, page - 1, page, page + 1, last].filter((n, i, all) => n >= 1 && n <= last && all.indexOf(n) === i);
  const items = near.sort((a, b) => a - b).flatMap((n, i, all) => [
    i > 0 && n > all[i - 1] + 1 && h('li', {class: 'gap', 'aria-hidden': 'true'}, '…'),
    h('li', {}, h('a', {
      href: link(n),
      'aria-current': n === page && 'page',
      'aria-label': 'Page ' + count(n),
    }, count(n))),
  ]);
  return h('nav', {class: 'pager', 'aria-label': 'Pages'},
      page > 1 ? h('a', {href: link(page - 1), rel: 'prev'}, '‹ Previous') : h('span', {class: 'off'}, '‹ Previous'),
      h('ol', {}, items),
      page < last ? h('a', {href: link(page + 1), rel: 'next'}, 'Next ›') : h('span', {class: 'off'}, 'Next ›'));
}

/** A labelled field; the API names the same fields when it refuses one. */
export function field(name, label, input, hint) {
  input.id ||= name;
  input.setAttribute('name', name);
  const described = [hint && input.id + '-hint', input.id + '-error'].filter(Boolean).join(' ');
  input.setAttribute('aria-describedby', described);
  return h('div', {class: 'field'}, h('label', {for: input.id}, label), input,
      hint && h('p', {class: 'hint', id: input.id + '-hint'}, hint),
      h('p', {class: 'error', id: input.id + '-error'}));
}

/** Shows why a form was refused, at the field that is to blame. */
export function refuse(form, fault) {
  accept(form);
  const input = fault.parameter && form.elements.namedItem(fault.parameter);
  if (input) {
    input.setAttribute('aria-invalid', 'true');
    document.getElementById(input.id + '-error').textContent = fault.message;
    input.focus();
  } else {
    form.querySelector('.problem').textContent = fault.message;
  }
}

/** Takes back what {@link refuse} showed. */
export function accept(form) {
  form.querySelectorAll('.error, .problem').forEach(note => { note.textContent = ''; });
  form.querySelectorAll('[aria-invalid]').forEach(input => input.removeAttribute('aria-invalid'));
}

/**
 * Asks before something is done that cannot be undone.
 *
 * @returns whether to go on
 */
export function confirmed(question, text, action) {
  const dialog = h('dialog', {'aria-labelledby': 'question', 'aria-describedby': 'question-text'});
  return new Promise(resolve => {
    const end = answer => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    dialog.addEventListener('cancel', () => end(false));
    fill(dialog, h('h2', {id: 'question'}, question), h('p', {id: 'question-text'}, text),
        h('div', {class: 'actions'},
            h('button', {type: 'button', class: 'button danger', click: () => end(true)}, action),
            h('button', {type: 'button', class: 'button', autofocus: true, click: () => end(false)}, 'Cancel')));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** The page for what could not be shown. */
export function failure({status, message}) {
  const missing = status === 404;
  const title = missing ? 'Not found' : 'This did not work';
  return {
    title,
    node: h('section', {class: 'card lost'}, h('h1', {}, title),
        h('p', {}, missing ? 'There is nothing at this address, or no longer.' : message ?? 'The page failed.'),
        h('p', {}, h('a', {href: '/'}, 'All threads'))),
  };
}

/** Posts and views of a thread. */
export function figures(thread) {
  return [counted(thread.post_count, 'post'), counted(thread.view_count, 'view')];
}
