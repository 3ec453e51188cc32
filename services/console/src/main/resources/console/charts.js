// Line charts over steps (uPlot), and small lines without axes (SVG).
import uPlot from '/webjars/uplot/1.6.30/dist/uPlot.esm.js';

import { colour } from './colours.js';
import { attribute, h, put, s } from './elements.js';

const HEIGHT = 236;

/** Zero to a little more than the largest value. */
export function fromZero(_, __, max) {
  return [0, max > 0 ? max * 1.1 : 1];
}

/** Around 1, the average, with some room. */
export function aroundOne(_, min, max) {
  const low = Math.min(min, 0.9);
  const high = Math.max(max, 1.1);
  const room = (high - low) * 0.06;
  return [Math.max(0, low - room), high + room];
}

/**
 * A chart with steps along x.
 *
 * settings: title; note; height; format(value) for the y axis; range(u, min, max) of y; log;
 * mark: a value of y with a dashed line; sync: charts of one key share the cursor;
 * tip(index): rows [text, value, colour or null] of the box at the cursor.
 */
export class Chart {
  constructor(settings) {
    this.settings = settings;
    this.note = h('span', { class: 'chart-note' }, settings.note ?? '');
    this.box = h('div', { class: 'chart', role: 'img' });
    const head = h('figcaption', {}, h('span', {}, settings.title), this.note);
    this.figure = h('figure', { class: 'chart-figure' }, head, this.box);
    this.plot = null;
    this.series = [];
    this.data = null;
    new ResizeObserver(() => this.fit()).observe(this.box);
  }

  /** series: [{label, colour, dash, stepped}]; data: [steps, values of series 1, ...]. */
  set(series, data, description) {
    const shape = JSON.stringify(series.map(({ label, colour }) => [label, colour]));
    const same = shape === this.shape && this.plot;
    if (same && endsAlike(data, this.data)) {
      return;
    }
    this.shape = shape;
    this.series = series;
    this.data = data;
    attribute(this.box, 'aria-label', description);
    if (same) {
      this.plot.setData(data);
    } else {
      this.rebuild();
    }
  }

  /** Axis on a log scale or a linear one. */
  setLog(log) {
    this.settings.log = log;
    this.rebuild();
  }

  rebuild() {
    this.plot?.destroy();
    this.plot = null;
    this.tip = null;
    const width = this.box.clientWidth;
    if (!this.data || width === 0) {
      return; // nothing to show, or the view is hidden: fit() builds it later
    }
    this.plot = new uPlot(this.options(width), this.data, this.box);
  }

  fit() {
    const width = this.box.clientWidth;
    if (width === 0) {
      return;
    }
    if (!this.plot) {
      this.rebuild();
    } else if (this.plot.width !== width) {
      this.plot.setSize({ width, height: this.plot.height });
    }
  }

  options(width) {
    const { height, log, sync } = this.settings;
    const y = log ? { distr: 3 } : { range: (plot, min, max) => this.range(plot, min, max) };
    return {
      width,
      height: height ?? HEIGHT,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: {
        drag: { x: false, y: false, setScale: false },
        points: { size: 7 },
        y: false,
        ...(sync ? { sync: { key: sync, scales: ['x', null] } } : {}),
      },
      scales: { x: { time: false }, y },
      axes: [
        this.axis({ space: 64, size: 28 }),
        this.axis({ space: 36, size: 58, values: this.labels() }),
      ],
      series: [{}, ...this.series.map((line) => this.line(line))],
      hooks: { draw: [(plot) => this.drawMark(plot)], setCursor: [(plot) => this.moveTip(plot)] },
    };
  }

  /** The range of y, with the marked value in it. */
  range(plot, min, max) {
    const { range, mark } = this.settings;
    return range(plot, Math.min(min ?? Infinity, mark ?? Infinity), Math.max(max ?? 0, mark ?? 0));
  }

  axis(more) {
    const grid = { stroke: colour('--grid'), width: 1 };
    const font = '12px system-ui, sans-serif';
    return { stroke: colour('--muted'), font, grid, ticks: { ...grid, size: 4 }, gap: 4, ...more };
  }

  labels() {
    const { format } = this.settings;
    return (_, values) => values.map((value) => (value === null ? '' : format(value)));
  }

  line({ colour: stroke, dash, stepped }) {
    return {
      stroke,
      dash,
      width: 1.75,
      paths: stepped ? uPlot.paths.stepped({ align: 1 }) : uPlot.paths.linear(),
      points: { show: (plot) => plot.data[0].length < 2, size: 5, fill: stroke },
    };
  }

  drawMark(plot) {
    const { mark } = this.settings;
    if (mark === undefined || mark === null) {
      return;
    }
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(mark, 'y', true)) + 0.5;
    if (y < bbox.top || y > bbox.top + bbox.height) {
      return;
    }
    ctx.save();
    ctx.strokeStyle = colour('--muted');
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  /** The box under the lines at the cursor. Charts that only share the cursor show none. */
  moveTip(plot) {
    const { tip } = this.settings;
    const { idx, left } = plot.cursor;
    const wanted = tip && idx !== null && idx !== undefined && plot.over.matches(':hover');
    if (!wanted) {
      this.tip?.remove();
      this.tip = null;
      return;
    }
    if (!this.tip) {
      this.tip = h('div', { class: 'chart-tip' });
      plot.over.append(this.tip);
    }
    this.tip.replaceChildren(...tip(idx).map(tipRow));
    const room = plot.over.clientWidth - this.tip.offsetWidth;
    const centred = left - this.tip.offsetWidth / 2;
    this.tip.style.left = `${Math.min(Math.max(centred, Math.min(0, room)), Math.max(0, room))}px`;
  }
}

/** Rows are only added and thinned, so length and newest values tell whether any are new. */
function endsAlike(data, other) {
  return data.every((row, i) => row.length === other[i].length && row.at(-1) === other[i].at(-1));
}

function tipRow([text, value, fill]) {
  const swatch = fill ? h('span', { class: 'swatch' }) : null;
  if (swatch) {
    swatch.style.background = fill;
  }
  return h('div', { class: 'tip-row' }, swatch, h('span', {}, text), h('strong', {}, value));
}

/** A small line of values with its least, largest and newest value as text. */
export class Sparkline {
  /** settings: log: the logarithm is drawn; zero: the line's box begins at zero. */
  constructor(title, format, { log = false, zero = false } = {}) {
    this.format = format;
    this.log = log;
    this.zero = zero;
    this.newest = h('strong', { class: 'spark-newest' }, '–');
    this.range = h('span', { class: 'spark-range' });
    this.path = s('path', { class: 'spark-line', 'vector-effect': 'non-scaling-stroke' });
    const box = { class: 'spark', viewBox: '0 0 100 30', preserveAspectRatio: 'none' };
    this.area = s('path', { class: 'spark-area' });
    this.svg = s('svg', { ...box, role: 'img', 'aria-label': title }, this.area, this.path);
    const head = h('div', { class: 'spark-head' }, h('span', {}, title), this.newest);
    this.title = title;
    this.box = h('div', { class: 'card spark-card' }, head, this.svg, this.range);
  }

  /** xs ascend; values may be null. */
  set(xs, values) {
    const points = xs
      .map((x, i) => [x, values[i]])
      .filter(([, y]) => y !== null && (y > 0 || !this.log));
    if (points.length === 0) {
      return;
    }
    const ys = points.map(([, y]) => y);
    const low = Math.min(...ys);
    const high = Math.max(...ys);
    const scale = this.log ? Math.log : (y) => y;
    const line = linePath(points, [this.zero ? 0 : low, high], scale);
    attribute(this.path, 'd', line);
    attribute(this.area, 'd', this.zero ? `${line}V28H0Z` : '');
    put(this.newest, this.format(ys.at(-1)));
    put(
      this.range,
      `${this.format(low)} to ${this.format(high)}, steps ${points[0][0]} to ${points.at(-1)[0]}`,
    );
    const says = `${this.title}: ${this.format(ys.at(-1))} now, ${this.range.textContent}`;
    attribute(this.svg, 'aria-label', says);
  }
}

function linePath(points, [low, high], scale) {
  const first = points[0][0];
  const width = points.at(-1)[0] - first || 1;
  const height = scale(high) - scale(low) || 1;
  return points
    .map(([x, y], i) => {
      const across = ((x - first) / width) * 100;
      const down = 28 - ((scale(y) - scale(low)) / height) * 26;
      return `${i === 0 ? 'M' : 'L'}${across.toFixed(2)} ${down.toFixed(2)}`;
    })
    .join('');
}
