// View "Map": the regions of the prompt space, as a map or as a table, and one of them in detail.
import { h, put, show } from './elements.js';
import { fixed } from './format.js';
import { Notice } from './notices.js';
import { createLargest } from './largest-ratios.js';
import { createRegionPanel } from './region-panel.js';
import { createRegionTable } from './region-table.js';
import { createRegionMap } from './region-map.js';
import { createMapLegend } from './map-legend.js';
import { regionRows } from './regions.js';

const RETRY_MS = 5_000; // while the corpus has no region map yet

export function createMapView(root, { state, regions }) {
  const notice = new Notice();
  const version = h('strong', {}, '–');
  const about = h('span', { class: 'muted' });
  const legend = createMapLegend();
  const map = createRegionMap(open, () => legend.draw(map.radius));
  const table = createRegionTable(open);
  const largest = createLargest(open);
  const panel = createRegionPanel({ state, regions, open, closed });
  const modes = modeButtons(choose);
  let mode = 'map';
  let drawn = null;

  const drawing = h('div', { class: 'card map-card' }, map.element, legend.element);
  const sheet = h('div', { class: 'map-sheet' }, drawing, table.element);
  const content = h('div', { class: 'map-grid' }, sheet, largest.element, panel.element);
  root.append(
    h('h2', { class: 'visually-hidden' }, 'Map of regions'),
    h(
      'div',
      { class: 'toolbar' },
      modes.box,
      h('p', { class: 'version' }, 'Weights ', version, ' ', about),
    ),
    notice.box,
    content,
  );
  document.addEventListener('themechange', () => {
    drawn = null;
    draw();
  });
  choose('map');

  function choose(next) {
    mode = next;
    modes.mark(mode);
    show(drawing, mode === 'map');
    show(table.element, mode === 'table');
    placeLargest();
    drawn = null;
    draw();
  }

  function open(index) {
    panel.open(index);
    map.select(index);
    table.select(index);
    placeLargest();
  }

  /** The list of the largest ratios stands beside the map, where no region is open. */
  function placeLargest() {
    const beside = mode === 'map' && panel.element.hidden;
    show(largest.element, beside);
    content.classList.toggle('single', !beside && panel.element.hidden);
  }

  function closed(index) {
    map.select(null);
    table.select(null);
    placeLargest();
    (mode === 'map' ? map : table).focus(index);
  }

  function draw() {
    notice.update(regions, regions.value ? null : 'The corpus has no map of regions yet.');
    show(content, regions.value !== null);
    const weights = state.versions.newest;
    tellVersion(weights);
    if (!regions.value || root.hidden) {
      return;
    }
    panel.draw();
    if (drawn !== weights || !weights) {
      drawn = weights;
      const rows = regionRows(regions.value.regions, weights);
      (mode === 'map' ? map : table).draw(rows);
      largest.draw(rows);
    }
  }

  function tellVersion(weights) {
    put(version, weights ? weights.version : 'none yet');
    const scope = state.run ? `, steered draws: ${state.run.scope.toLowerCase()}` : '';
    put(
      about,
      weights
        ? `of step ${weights.step}, policy ${weights.policy}, theta ${fixed(weights.theta, 2)}${scope}`
        : 'Areas show each region’s share of the corpus.',
    );
  }

  function entered() {
    if (!regions.loaded || regions.error) {
      regions.refresh();
    }
  }

  setInterval(() => {
    if (!root.hidden && regions.loaded && !regions.value) {
      regions.refresh();
    }
  }, RETRY_MS);

  return { show: entered, draw };
}

/** Two buttons that choose between map and table. */
function modeButtons(choose) {
  const buttons = [
    ['map', 'Map'],
    ['table', 'Table'],
  ].map(([mode, title]) =>
    h(
      'button',
      {
        type: 'button',
        'data-testid': `mode-${mode}`,
        'data-mode': mode,
        click: () => choose(mode),
      },
      title,
    ),
  );
  const box = h('div', { class: 'segments', role: 'group', 'aria-label': 'Shown as' }, ...buttons);
  const mark = (mode) =>
    buttons.forEach((button) =>
      button.setAttribute('aria-pressed', String(button.dataset.mode === mode)),
    );
  return { box, mark };
}
