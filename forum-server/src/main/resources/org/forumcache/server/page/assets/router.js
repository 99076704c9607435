// Shows the page of an address, without loading the document anew; comes again when the forum does not answer.

import {Unreachable} from './api.js';
import {fill, h} from './dom.js';

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 8;
const PROGRESS_AFTER_MS = 200;

const main = document.getElementById('main');
const banner = document.getElementById('banner');
const progress = document.getElementById('progress');
const announcer = document.getElementById('announcer');

let routes = [];
let failed = () => ({title: '', node: h('p')});
let shown = {address: null, leave: null};
let loading = null;
let retry = null;
let pause = FIRST_PAUSE_S;

const address = () => location.pathname + location.search;

/** Tells those who do not see the page. */
export function announce(text) {
  announcer.textContent = text;
}

/** Goes to another page. */
export function go(path) {
  history.replaceState({...history.state, scroll: scrollY}, '');
  history.pushState({}, '', path);
  return show({focus: true});
}

/** Reads this page again; what had the focus has it afterwards. */
export function again() {
  return show({keep: true});
}

async function show(how) {
  loading?.abort();
  clearTimeout(retry);
  const mine = new AbortController();
  loading = mine;
  const slow = setTimeout(() => { progress.hidden = false; }, PROGRESS_AFTER_MS);
  try {
    const page = await pageOf(new URL(location.href), mine.signal);
    if (!mine.signal.aborted) {
      reached();
      draw(page, how);
    }
  } catch (fault) {
    if (!mine.signal.aborted) {
      handle(fault, how);
    }
  } finally {
    clearTimeout(slow);
    if (loading === mine) {
      progress.hidden = true;
    }
  }
}

async function pageOf(url, signal) {
  for (const [pattern, view] of routes) {
    const match = pattern.exec(url.pathname);
    if (match) {
      return view({url, slug: match[1], signal});
    }
  }
  return failed({status: 404});
}

function handle(fault, how) {
  if (fault instanceof Unreachable) {
    wait(fault, how, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_S);
  } else {
    reached();
    draw(failed(fault), how);
  }
}

function wait(fault, how, seconds) {
  const now = () => show(how);
  if (banner.hidden || banner.dataset.text !== fault.message) {
    banner.dataset.text = fault.message;
    fill(banner, h('p', {class: 'wide'}, h('span', {}, fault.message + ' Trying again…'),
        h('button', {type: 'button', class: 'button', click: now}, 'Try now')));
    banner.hidden = false;
  }
  retry = setTimeout(now, seconds * 1000);
}

function reached() {
  pause = FIRST_PAUSE_S;
  if (!banner.hidden) {
    banner.hidden = true;
    fill(banner);
    announce('The forum answers again.');
  }
}

function draw(page, {focus, keep, scroll}) {
  const focused = keep ? document.activeElement?.id : null;
  shown.leave?.();
  document.title = page.title + ' · Forum';
  fill(main, page.node);
  shown = {address: address(), leave: page.enter?.() ?? null};
  mark();
  if (keep) {
    document.getElementById(focused)?.focus({preventScroll: true});
  } else if (!toFragment()) {
    scrollTo(0, scroll ?? 0);
    if (focus) {
      focusHeading();
    }
  }
}

function focusHeading() {
  const heading = main.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({preventScroll: true});
}

/** Past what every page begins with; a forum may have hundreds of categories. */
function skipToHeading() {
  focusHeading();
  main.querySelector('h1')?.scrollIntoView({block: 'nearest'});
}

/** Shows the part of the page that the address names. */
function toFragment() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || target === main) {
    return false;
  }
  target.setAttribute('tabindex', '-1');
  target.focus({preventScroll: true});
  target.scrollIntoView({block: 'start'});
  return true;
}

/** Marks the header's link to this page. */
function mark() {
  for (const link of document.querySelectorAll('.top a[href]')) {
    if (link.getAttribute('href') === location.pathname) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** Whether reading the page again would lose what somebody is writing. */
function isBeingWrittenOn() {
  const fields = main.querySelectorAll('.write textarea, .write input');
  return [...fields].some(field => field.value !== field.defaultValue);
}

function clicked(event) {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) {
    return;
  }
  const url = new URL(link.href);
  if (url.hash === '#' + main.id) {
    event.preventDefault();
    skipToHeading();
    return;
  }
  if (url.origin !== location.origin || !routes.some(([pattern]) => pattern.test(url.pathname))) {
    return;
  }
  if (url.hash && url.pathname + url.search === address()) {
    return;
  }
  event.preventDefault();
  go(url.pathname + url.search + url.hash);
}

/** Begins with the address of the document. */
export function start(pages, error) {
  routes = pages;
  failed = error;
  history.scrollRestoration = 'manual';
  document.addEventListener('click', clicked);
  addEventListener('pagehide', () => history.replaceState({...history.state, scroll: scrollY}, ''));
  addEventListener('popstate', event => {
    if (address() !== shown.address) {
      show({focus: true, scroll: event.state?.scroll});
    } else {
      toFragment();
    }
  });
  document.addEventListener('account', () => isBeingWrittenOn() || again());
  return show({scroll: history.state?.scroll});
}
