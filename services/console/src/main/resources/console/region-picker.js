// The list in which regions are chosen for the charts.
import { SERIES_LIMIT, seriesColour } from './colours.js';
import { h, put } from './elements.js';
import { fixed, shortName } from './format.js';
import { worst } from './regions.js';

const DEFAULT = 6;

export function createRegionPicker({ state, regions, changed }) {
  const filter = h('input', {
    type: 'search',
    id: 'picker-filter',
    placeholder: 'Find a region',
    'aria-label': 'Find a region',
    input: () => draw(),
  });
  const list = h('ul', { class: 'picker-list', tabindex: 0, 'aria-label': 'Regions' });
  const told = h('p', { class: 'muted small', role: 'status' });
  const largest = h(
    'button',
    { type: 'button', 'data-testid': 'largest', click: () => choose([]) },
    `${DEFAULT} largest ratios`,
  );
  const element = h(
    'section',
    { class: 'card picker', 'aria-label': 'Regions in the charts' },
    h('h3', {}, 'Regions'),
    h('div', { class: 'picker-tools' }, filter, largest),
    told,
    list,
  );
  const items = [];
  let chosen = [];
  let drawn = null;

  /** Nothing chosen: the largest ratios of the newest weights are taken. */
  function choose(next) {
    chosen = next;
    if (chosen.length === 0 && state.versions.newest) {
      chosen = worst(state.versions.newest, DEFAULT);
    }
    changed();
  }

  function toggle(index) {
    const rest = chosen.filter((other) => other !== index);
    if (rest.length < chosen.length) {
      chosen = rest;
    } else if (chosen.length < SERIES_LIMIT) {
      chosen = [...chosen, index];
    }
    changed();
  }

  function draw() {
    const weights = state.versions.newest;
    if (chosen.length === 0 && weights && items.length === 0) {
      chosen = worst(weights, DEFAULT);
    }
    const all = regions.value?.regions ?? [];
    const wanted = filter.value.trim().toLowerCase();
    const theme = document.documentElement.dataset.theme;
    const key = [weights?.version, all.length, wanted, theme, ...chosen].join(' ');
    if (key === drawn) {
      return;
    }
    drawn = key;
    all.forEach(({ name }, index) => {
      items[index] ??= item(index, name, toggle);
      items[index].update(chosen, weights?.ratio[index]);
    });
    reorder(shown(all, wanted, weights));
    put(told, `${chosen.length} chosen, at most ${SERIES_LIMIT}`);
  }

  /** Chosen regions first, then by ratio. */
  function shown(all, wanted, weights) {
    const rank = worst({ ratio: all.map((_, i) => weights?.ratio[i] ?? null) }, all.length);
    const rest = rank.filter((index) => !chosen.includes(index));
    return [...chosen.filter((index) => all[index]), ...rest].filter((index) =>
      all[index].name.toLowerCase().includes(wanted),
    );
  }

  function reorder(order) {
    const wanted = order.map((index) => items[index].line);
    const now = [...list.children];
    if (now.length === wanted.length && now.every((line, i) => line === wanted[i])) {
      return;
    }
    const active = document.activeElement;
    const inside = list.contains(active);
    const { scrollTop } = list;
    list.replaceChildren(...wanted);
    list.scrollTop = scrollTop;
    if (inside) {
      active.focus({ preventScroll: true });
    }
  }

  return { element, draw, chosen: () => chosen };
}

function item(index, name, toggle) {
  const box = h('input', { type: 'checkbox', 'data-pick': index, change: () => toggle(index) });
  const swatch = h('span', { class: 'swatch' });
  const ratio = h('span', { class: 'muted' });
  const line = h(
    'li',
    {},
    h(
      'label',
      { title: name },
      box,
      swatch,
      h('span', { class: 'picker-name' }, shortName(name)),
      ratio,
    ),
  );

  function update(chosen, value) {
    const place = chosen.indexOf(index);
    box.checked = place >= 0;
    box.disabled = place < 0 && chosen.length >= SERIES_LIMIT;
    swatch.style.background = place >= 0 ? seriesColour(place) : 'transparent';
    put(ratio, fixed(value, 2));
  }

  return { line, update };
}
