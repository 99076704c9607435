// Makes elements. Text only ever becomes text nodes: nothing that people wrote is read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. Properties that are functions listen to the event they name; true sets an empty attribute; false, null
 * and undefined set none. Children are nodes, texts, or lists of them; empty ones are left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value != null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children.flat(Infinity).filter(child => child != null && child !== false && child !== '');
}

/** Replaces what an element contains. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

const ICONS = new Set(['leaf', 'droplet', 'sun', 'pot', 'bug', 'virus', 'seedling', 'house-plant', 'cactus', 'flower',
  'carrot', 'magnifier', 'like', 'helpful', 'love', 'all', 'folder']);

/** A drawing that says nothing which the text beside it does not. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', '/assets/icons.svg#' + (ICONS.has(name) ? name : 'folder'));
  svg.append(use);
  return svg;
}

const numbers = new Intl.NumberFormat('en');

/** A number as people read it. */
export function count(number) {
  return numbers.format(number);
}

/** A number with the noun it counts. */
export function counted(number, noun, plural = noun + 's') {
  return count(number) + ' ' + (number === 1 ? noun : plural);
}

const dates = new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeStyle: 'short'});
const days = new Intl.DateTimeFormat('en', {day: 'numeric', month: 'short', year: 'numeric'});
const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto', style: 'short'});
const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** A moment: how long ago, or the day if that was a month or more; the exact time on hovering. */
export function moment(iso) {
  const date = new Date(iso);
  return h('time', {datetime: iso, title: dates.format(date)}, ago(date));
}

function ago(date) {
  const seconds = (Date.now() - date.getTime()) / 1000;
  if (seconds > 30 * 86_400) {
    return days.format(date);
  }
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? relative.format(-Math.floor(seconds / unit[1]), unit[0]) : 'just now';
}

/** A span of time in its largest unit that fits. */
export function span(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) {
    return seconds + ' s';
  } else if (seconds < 3_600) {
    return Math.floor(seconds / 60) + ' min';
  }
  return seconds < 48 * 3_600 ? Math.floor(seconds / 3_600) + ' h' : Math.floor(seconds / 86_400) + ' days';
}
