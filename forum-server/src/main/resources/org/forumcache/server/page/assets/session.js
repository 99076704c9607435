// Who is signed in. The token is kept in this tab's session storage, and nowhere else.

import {Refused, send} from './api.js';
import {fill, h} from './dom.js';

const TOKEN = 'forum.token';
const ACCOUNT = 'forum.account';
const REACTIONS = 'forum.reactions';

const dialog = document.getElementById('sign-in');
const field = document.getElementById('token');
const problem = document.getElementById('sign-in-error');
const reason = document.getElementById('sign-in-reason');
const REASON = reason.textContent;

let waiting = null;

/** The account that is signed in, or null. */
export function account() {
  return JSON.parse(sessionStorage.getItem(ACCOUNT) ?? 'null');
}

export function token() {
  return sessionStorage.getItem(TOKEN);
}

/** Whether the account may edit and delete what somebody wrote. */
export function mayChange(author) {
  const mine = account();
  return mine !== null && (mine.administrator || mine.id === author.id);
}

/** What the account reacted to from this tab; the API only counts. */
export function reactions() {
  return new Set(JSON.parse(sessionStorage.getItem(REACTIONS) ?? '[]'));
}

export function rememberReactions(all) {
  sessionStorage.setItem(REACTIONS, JSON.stringify([...all]));
}

/** Forgets the token. */
export function signOut() {
  [TOKEN, ACCOUNT, REACTIONS].forEach(name => sessionStorage.removeItem(name));
  changed();
}

/**
 * Asks for a token, unless there is one.
 *
 * @returns whether there is one now
 */
export function signedIn(why) {
  return token() ? Promise.resolve(true) : ask(why);
}

/** Sends a write as the account; asks for another token, once, if nobody has this one any more. */
export async function write(method, path, body) {
  if (!await signedIn()) {
    return null;
  }
  try {
    return await send(method, path, {body, token: token()});
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.status !== 401) {
      throw fault;
    }
    signOut();
    return await ask('Your token is no longer valid. Nothing was saved yet.')
        ? send(method, path, {body, token: token()}) : null;
  }
}

function ask(why = REASON) {
  waiting?.resolve(false);
  reason.textContent = why;
  problem.textContent = '';
  field.value = '';
  field.removeAttribute('aria-invalid');
  dialog.showModal();
  return new Promise(resolve => {
    waiting = {resolve};
  });
}

function close(result) {
  dialog.close();
  field.value = '';
  waiting?.resolve(result);
  waiting = null;
}

async function accept(given) {
  const {data} = await send('GET', '/account', {token: given});
  sessionStorage.setItem(TOKEN, given);
  sessionStorage.setItem(ACCOUNT, JSON.stringify(data));
  sessionStorage.removeItem(REACTIONS);
  close(true);
  changed();
}

async function submitted(event) {
  event.preventDefault();
  try {
    await accept(field.value.trim());
  } catch (fault) {
    problem.textContent = fault instanceof Refused && fault.status === 401
        ? 'Nobody has this token. Copy it whole, without spaces.' : fault.message;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }
}

function changed() {
  draw();
  document.dispatchEvent(new CustomEvent('account'));
}

function draw() {
  const mine = account();
  fill(document.getElementById('account'), mine
      ? [h('span', {class: 'who', title: mine.administrator ? 'An administrator' : 'A member'}, mine.username),
        h('button', {type: 'button', class: 'button quiet', click: signOut}, 'Sign out')]
      : h('button', {type: 'button', class: 'button', click: () => ask()}, 'Sign in'));
}

/** Draws the header's part, and forgets a token that is no longer valid. */
export function start() {
  dialog.querySelector('form').addEventListener('submit', submitted);
  document.getElementById('sign-in-cancel').addEventListener('click', () => close(false));
  dialog.addEventListener('cancel', () => close(false));
  draw();
  if (token()) {
    send('GET', '/account', {token: token()}).catch(fault => {
      if (fault instanceof Refused && fault.status === 401) {
        signOut();
      }
    });
  }
}
