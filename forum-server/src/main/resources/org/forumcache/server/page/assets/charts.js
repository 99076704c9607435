// The charts of the dashboard, drawn by uPlot.

import uPlot from '/assets/uplot/uPlot.esm.js';
import {h} from './dom.js';
import {SPAN_S} from './samples.js';

const HEIGHT = 190;
/** A server that was started just now fills its charts, too. */
const SHORTEST_S = 2 * 60;
const dark = matchMedia('(prefers-color-scheme: dark)');

const LIGHT = ['#1b6b40', '#b45309', '#1757c2', '#a3261c'];
const DARK = ['#74d19a', '#f0b35a', '#8ab6ff', '#ff9d92'];

/** The stylesheet of the charts, which no other page needs. */
function styled() {
  if (!document.getElementById('charts-style')) {
    document.head.append(h('link', {id: 'charts-style', rel: 'stylesheet', href: '/assets/uplot/uPlot.min.css'}));
  }
}

const colour = i => () => (dark.matches ? DARK : LIGHT)[i];
const muted = () => getComputedStyle(document.body).getPropertyValue('--muted');
const line = () => getComputedStyle(document.body).getPropertyValue('--line');

/**
 * A chart of several lines.
 *
 * @param title what it shows, with the unit
 * @param lines names, each with a function that takes samples and returns its values
 * @param format how a value is written
 * @param range of the vertical axis, or none to fit what there is
 */
export function chart({title, lines, format, range}) {
  styled();
  const place = h('div', {class: 'plot', role: 'img', 'aria-label': title});
  const figure = h('figure', {class: 'card chart'}, h('figcaption', {}, title), place);
  let plot = null;
  const resize = new ResizeObserver(() => plot?.setSize({width: place.clientWidth, height: HEIGHT}));
  const redraw = () => plot?.redraw(false);

  const axis = {stroke: muted, grid: {stroke: line, width: 1}, ticks: {show: false}, font: '12px system-ui, sans-serif'};
  const options = () => ({
    width: place.clientWidth || 300,
    height: HEIGHT,
    cursor: {y: false, drag: {x: false, y: false}},
    legend: {live: true},
    scales: {
      x: {range: (_, min, max) => [Math.max(max - SPAN_S, Math.min(min, max - SHORTEST_S)), max]},
      y: {range: range ?? ((_, min, max) => [0, (max || 1) * 1.15])},
    },
    axes: [
      {...axis, space: 70, size: 32, values: (_, ticks) => times(ticks)},
      {...axis, size: 60, values: (_, ticks) => ticks.map(format)},
    ],
    series: [
      {label: 'Time', value: (_, value) => value === null ? '–' : clock(value, true)},
      ...lines.map(([label], i) => ({
        label,
        stroke: colour(i),
        width: 1.75,
        dash: i % 2 ? [5, 3] : undefined,
        points: {show: false},
        value: (_, value) => value == null ? '–' : format(value),
      })),
    ],
  });

  return {
    figure,
    show(samples) {
      const values = lines.map(([, of]) => of(samples));
      const data = [samples.times(), ...values];
      if (plot) {
        plot.setData(data);
      } else {
        plot = new uPlot(options(), data, place);
        resize.observe(place);
        dark.addEventListener('change', redraw);
      }
      // Once the chart is drawn, which clears the legend unless somebody points at the chart.
      queueMicrotask(() => plot.cursor.left < 0 && plot.setLegend({idx: data[0].length - 1}, false));
      const now = lines.map(([label], i) => `${label} ${said(values[i].at(-1), format)}`).join(', ');
      place.setAttribute('aria-label', `${title}. Now: ${now}.`);
    },
    remove() {
      resize.disconnect();
      dark.removeEventListener('change', redraw);
      plot?.destroy();
    },
  };
}

function said(value, format) {
  return value == null ? 'unknown' : format(value);
}

/** To the second only where minutes would not tell them apart. */
function times(ticks) {
  const exact = ticks.some(tick => tick % 60 !== 0);
  return ticks.map(tick => clock(tick, exact));
}

function clock(seconds, exact) {
  const time = new Date(seconds * 1000);
  const two = number => String(number).padStart(2, '0');
  return two(time.getHours()) + ':' + two(time.getMinutes()) + (exact === true ? ':' + two(time.getSeconds()) : '');
}
