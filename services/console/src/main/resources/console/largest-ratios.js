// The regions with the largest ratios, beside the map as long as no region is open.
import { RatioScale } from './colours.js';
import { h } from './elements.js';
import { fixed, movedBy, percent } from './format.js';
import { worst } from './regions.js';

const SHOWN = 12;

export function createLargest(open) {
  const list = h('ol', { class: 'largest' });
  const element = h(
    'aside',
    { class: 'card', 'aria-label': 'Largest ratios' },
    h('h3', {}, 'Largest ratios'),
    h('p', { class: 'muted small' }, 'Choose a region here or on the map.'),
    list,
  );

  function draw(rows) {
    const order = worst({ ratio: rows.map(({ ratio }) => ratio) }, SHOWN);
    const scale = new RatioScale();
    const at = [...list.children].findIndex((line) => line.contains(document.activeElement));
    list.replaceChildren(...order.map((index) => line(rows[index], scale, open)));
    list.children[at]?.firstChild.focus({ preventScroll: true });
  }

  return { element, draw };
}

function line(row, scale, open) {
  const swatch = h('span', { class: 'swatch' });
  swatch.style.background = scale.fill(row.ratio);
  const moved = row.reason === null ? '' : `, ${movedBy(row.reason)}`;
  const button = h(
    'button',
    { type: 'button', class: 'largest-line', click: () => open(row.index) },
    swatch,
    h('span', { class: 'largest-name' }, row.name),
    h('strong', {}, fixed(row.ratio, 2)),
    h('span', { class: 'muted small largest-why' }, `weight ${percent(row.weight)}${moved}`),
  );
  return h('li', {}, button);
}
