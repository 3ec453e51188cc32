// The regions as circles. Area is the share of the steered draws, colour the ratio.
import { RatioScale } from './colours.js';
import { attribute, h, put, s } from './elements.js';
import { fixed, percent, shortName } from './format.js';
import { nextInDirection, numberBox, overlaps, stretch } from './map-geometry.js';

const COVERED = 0.2; // part of the map that the circles cover together, before they overlap
const LEAST_RADIUS = 3;
const REACH = 22; // pixels around a circle's centre in which a press counts as meant for it
const LABELS = 14;
const MARGIN = 12;

/** open(index): a region is chosen; drawn(): radii may have changed. */
export function createRegionMap(open, drawn) {
  const lines = s('g', { class: 'map-lines' });
  const circles = s('g');
  const texts = s('g', { class: 'map-texts', 'aria-hidden': 'true' });
  const svg = s(
    'svg',
    {
      class: 'map',
      role: 'group',
      'aria-label': 'Map of regions. Arrow keys move, Enter opens a region.',
    },
    circles,
    lines,
    texts,
  );
  const tip = h('div', { class: 'map-tip', hidden: true });
  const element = h('div', { class: 'map-box' }, svg, tip);
  const shapes = [];
  let size = { width: 800, height: 500 };
  let places = [];
  let rows = [];
  let selected = null;

  svg.addEventListener('click', pressed);
  svg.addEventListener('keydown', keyed);
  svg.addEventListener('pointermove', (event) => hint(regionOf(event.target)));
  svg.addEventListener('pointerleave', () => hint(null));
  svg.addEventListener('focusin', (event) => focused(regionOf(event.target)));
  svg.addEventListener('focusout', () => hint(null));
  new ResizeObserver(() => resized()).observe(element);

  function resized() {
    const { clientWidth: width, clientHeight: height } = element;
    if (width > 0 && (width !== size.width || height !== size.height)) {
      size = { width, height };
      draw(rows);
    }
  }

  function radius(weight) {
    const area = COVERED * size.width * size.height * (weight ?? 0);
    return Math.max(LEAST_RADIUS, Math.sqrt(area / Math.PI));
  }

  function draw(next) {
    rows = next;
    attribute(svg, 'viewBox', `0 0 ${size.width} ${size.height}`);
    const margin = MARGIN + Math.max(0, ...rows.map((row) => radius(row.weight)));
    const across = stretch(
      rows.map(({ x }) => x),
      margin,
      size.width - margin,
    );
    const down = stretch(
      rows.map(({ y }) => y),
      margin,
      size.height - margin,
    );
    places = rows.map((row) => ({ x: across(row.x), y: down(row.y), r: radius(row.weight) }));
    const scale = new RatioScale();
    rows.forEach((row) => drawCircle(row, scale));
    order();
    label(scale);
    drawLines();
    drawn();
  }

  function drawCircle(row, scale) {
    const { x, y, r } = places[row.index];
    shapes[row.index] ??= newCircle(row.index);
    const circle = shapes[row.index];
    attribute(circle, 'cx', x.toFixed(1));
    attribute(circle, 'cy', y.toFixed(1));
    attribute(circle, 'r', r.toFixed(1));
    attribute(circle, 'fill', scale.fill(row.ratio));
    attribute(circle, 'aria-label', says(row));
    attribute(circle, 'aria-pressed', String(row.index === selected));
  }

  function newCircle(index) {
    const tabindex = index === 0 ? 0 : -1; // one stop for Tab; arrow keys move between circles
    return s('circle', { class: 'region', role: 'button', tabindex, 'data-region': index });
  }

  /** Small circles lie over large ones. Left alone when nothing moves, since a move takes focus. */
  function order() {
    const wanted = rows.map(({ index }) => index).sort((a, b) => places[b].r - places[a].r);
    const now = [...circles.children].map((circle) => Number(circle.dataset.region));
    if (wanted.length === now.length && wanted.every((index, i) => index === now[i])) {
      return;
    }
    const active = document.activeElement;
    circles.replaceChildren(...wanted.map((index) => shapes[index]));
    if (active && circles.contains(active)) {
      active.focus({ preventScroll: true });
    }
  }

  function label(scale) {
    const numbered = rows.filter(({ index }) => numberFits(index) && !covered(index));
    const labels = numbered.map((row) => numberOf(row, places[row.index], scale));
    const taken = numbered.map(({ index }) => numberBox(places[index]));
    const most = taken.length + LABELS;
    const named = [...rows]
      .sort((a, b) => places[b.index].r - places[a.index].r)
      .slice(0, LABELS * 3);
    if (selected !== null && rows[selected]) {
      named.unshift(rows[selected]);
    }
    for (const row of named) {
      const name = nameOf(row, places[row.index], size, taken);
      if (name && taken.length <= most) {
        labels.push(name);
      }
    }
    texts.replaceChildren(...labels);
  }

  function numberFits(index) {
    return places[index].r >= 4 + 4 * String(index).length;
  }

  /** Whether a smaller circle lies over the number of this one. */
  function covered(index) {
    const { x, y, r } = places[index];
    return places.some((other, i) => {
      const above = other.r < r || (other.r === r && i > index);
      return above && Math.hypot(other.x - x, other.y - y) < other.r + 6;
    });
  }

  function drawLines() {
    const from = places[selected];
    const to = from ? (rows[selected].neighbours ?? []).map((i) => places[i]).filter(Boolean) : [];
    lines.replaceChildren(
      ...to.map(({ x, y }) => s('line', { x1: from.x, y1: from.y, x2: x, y2: y })),
    );
  }

  function select(index) {
    selected = index;
    shapes.forEach((circle, i) => attribute(circle, 'aria-pressed', String(i === index)));
    if (rows.length > 0) {
      label(new RatioScale());
      drawLines();
    }
  }

  function pressed(event) {
    const index = regionOf(event.target) ?? nearest(event);
    if (index !== null) {
      open(index);
    }
  }

  /** The region whose circle is nearest to a press, for small circles and large fingers. */
  function nearest(event) {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * size.width;
    const y = ((event.clientY - box.top) / box.height) * size.height;
    const gaps = places.map((place, i) => [Math.hypot(place.x - x, place.y - y), i]);
    const [gap, index] = gaps.sort(([a], [b]) => a - b)[0] ?? [Infinity, null];
    return gap <= REACH ? index : null;
  }

  function keyed(event) {
    const index = regionOf(event.target);
    if (index === null) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(index);
      return;
    }
    const next = nextInDirection(places, index, event.key);
    if (next !== null) {
      event.preventDefault();
      shapes[next].focus();
    }
  }

  function focused(index) {
    if (index !== null) {
      shapes.forEach((circle, i) => attribute(circle, 'tabindex', i === index ? 0 : -1));
      hint(index);
    }
  }

  function hint(index) {
    tip.hidden = index === null;
    if (index === null) {
      return;
    }
    put(tip, says(rows[index]));
    const { x, y, r } = places[index];
    const left = Math.min(Math.max(8, x - tip.offsetWidth / 2), size.width - tip.offsetWidth - 8);
    const above = y - r - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : y + r + 8}px`;
  }

  return { element, draw, select, radius, focus: (index) => shapes[index]?.focus() };
}

function regionOf(target) {
  return target.dataset?.region === undefined ? null : Number(target.dataset.region);
}

function says({ name, ratio, weight, share }) {
  return `${name}: ratio ${fixed(ratio, 2)}, weight ${percent(weight)}, share of corpus ${percent(share)}`;
}

function numberOf(row, { x, y }, scale) {
  return s('text', { class: 'map-number', x, y, fill: scale.text(row.ratio) }, String(row.index));
}

/** A region's name under its circle, or null where another name is already. */
function nameOf(row, { x, y, r }, size, taken) {
  const text = shortName(row.name.replace(/^\d+\s+/, ''));
  const half = text.length * 3.2 + 4;
  const centre = Math.min(Math.max(x, half), size.width - half);
  const box = { left: centre - half, right: centre + half, top: y + r + 2, bottom: y + r + 16 };
  if (box.bottom > size.height || taken.some((other) => overlaps(box, other))) {
    return null;
  }
  taken.push(box);
  return s('text', { class: 'map-name', x: centre, y: y + r + 12 }, text);
}
