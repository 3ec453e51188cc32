// The newest versions of the weights, with what moved the weight of each chosen region.
import { seriesColour } from './colours.js';
import { h } from './elements.js';
import { count, fixed, percent, reason, timeOfDay } from './format.js';

const VERSIONS = 12;
const COLUMNS = ['Version', 'Step', 'Time', 'Theta'];

export function createVersionTable() {
  const caption = 'Newest versions of the weights';
  const head = h('tr');
  const body = h('tbody');
  const table = h(
    'table',
    { 'data-testid': 'versions' },
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, head),
    body,
  );
  const element = h(
    'section',
    { class: 'card versions' },
    h('h3', {}, caption),
    h(
      'p',
      { class: 'muted small' },
      'Each cell is a region’s weight, and what moved it since the version before.',
    ),
    h('div', { class: 'table-box', role: 'region', tabindex: 0, 'aria-label': caption }, table),
  );
  let drawn = null;

  function draw(versions, regions, nameOf) {
    const newest = versions.slice(-VERSIONS).reverse();
    const key = `${newest.map(({ version }) => version)} ${regions.map(nameOf)}`;
    if (key === drawn) {
      return;
    }
    drawn = key;
    head.replaceChildren(
      ...COLUMNS.map(plainHead),
      ...regions.map((region, i) => regionHead(nameOf(region), i)),
    );
    body.replaceChildren(...newest.map((row) => line(row, regions)));
  }

  document.addEventListener('themechange', () => (drawn = null));
  return { element, draw };
}

function plainHead(title) {
  return h('th', { scope: 'col', class: title === 'Version' ? null : 'number' }, title);
}

function regionHead(name, place) {
  const swatch = h('span', { class: 'swatch' });
  swatch.style.background = seriesColour(place);
  return h('th', { scope: 'col', class: 'region-head' }, swatch, name);
}

function line(row, regions) {
  const plain = [count(row.step), timeOfDay(row.time), fixed(row.theta, 2)];
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, row.version),
    ...plain.map((text) => h('td', { class: 'number' }, text)),
    ...regions.map((region) =>
      h(
        'td',
        {},
        percent(row.weight[region]),
        ' ',
        h('span', { class: 'muted' }, reason(row.reason[region])),
      ),
    ),
  );
}
