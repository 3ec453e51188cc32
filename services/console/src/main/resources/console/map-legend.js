// Legend of the map: colours are ratios, areas are shares of the steered draws.
import { RATIO_STOPS, RatioScale } from './colours.js';
import { h, s } from './elements.js';
import { percent } from './format.js';

const SHARES = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const LARGEST = 22; // radius of the larger circle, in pixels

export function createMapLegend() {
  const bar = h('div', { class: 'legend-bar', 'aria-hidden': 'true' });
  const ticks = h(
    'div',
    { class: 'legend-ticks' },
    ...RATIO_STOPS.map((stop) => h('span', {}, tick(stop))),
  );
  const sizes = h('span', { class: 'legend-sizes' });
  const element = h(
    'div',
    { class: 'legend' },
    h(
      'div',
      { class: 'legend-part' },
      h('span', { class: 'muted' }, 'colour: discrepancy / average'),
      h('div', {}, bar, ticks),
    ),
    h(
      'div',
      { class: 'legend-part' },
      h('span', { class: 'muted' }, 'area: share of steered draws'),
      sizes,
    ),
  );

  /** radius(share): radius on the map, in pixels. */
  function draw(radius) {
    const scale = new RatioScale();
    bar.style.background = `linear-gradient(to right, ${RATIO_STOPS.map((stop) => scale.fill(stop)).join(',')})`;
    sizes.replaceChildren(
      ...samples(radius).flatMap((share) => [sample(radius(share)), h('span', {}, percent(share))]),
    );
  }

  return { element, draw };
}

function tick(stop) {
  if (stop === RATIO_STOPS[0]) {
    return `≤ ${stop}`;
  }
  return stop === RATIO_STOPS.at(-1) ? `≥ ${stop}` : String(stop);
}

/** Two shares whose circles fit in the legend at the map's own scale. */
function samples(radius) {
  const fitting = SHARES.filter((share) => radius(share) <= LARGEST);
  const large = fitting.at(-1) ?? SHARES[0];
  const small = fitting.filter((share) => share <= large / 4).at(-1);
  return small ? [small, large] : [large];
}

function sample(radius) {
  const size = 2 * radius + 2;
  const circle = s('circle', { cx: size / 2, cy: size / 2, r: radius, class: 'legend-circle' });
  return s('svg', { width: size, height: size, 'aria-hidden': 'true' }, circle);
}
