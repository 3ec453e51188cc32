// The regions as a table that can be sorted and filtered.
import { RatioScale } from './colours.js';
import { attribute, h, put } from './elements.js';
import { plural } from './format.js';
import { REGION_COLUMNS } from './regions.js';

export function createRegionTable(open) {
  const filter = h('input', { type: 'search', id: 'region-filter', input: () => draw(rows) });
  const found = h('span', { class: 'muted', role: 'status' });
  const heads = REGION_COLUMNS.map((column, i) => head(column, () => sortBy(i)));
  const body = h('tbody');
  const caption = 'Regions with their numbers';
  const table = h(
    'table',
    { class: 'region-table' },
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, ...heads)),
    body,
  );
  const element = h(
    'div',
    {},
    h(
      'p',
      { class: 'filter' },
      h('label', { for: 'region-filter' }, 'Find a region'),
      filter,
      found,
    ),
    h(
      'div',
      { class: 'table-box tall', role: 'region', tabindex: 0, 'aria-label': caption },
      table,
    ),
  );
  const lines = [];
  let rows = [];
  let sort = { column: 1, descending: true };
  let selected = null;

  function sortBy(column) {
    const again = sort.column === column;
    sort = {
      column,
      descending: again ? !sort.descending : Boolean(REGION_COLUMNS[column].number),
    };
    draw(rows);
  }

  function draw(next) {
    rows = next;
    const scale = new RatioScale();
    heads.forEach((cell, i) =>
      attribute(cell, 'aria-sort', i === sort.column ? direction() : 'none'),
    );
    rows.forEach((row) => drawLine(row, scale));
    const wanted = filter.value.trim().toLowerCase();
    const shown = sorted(rows, sort).filter(({ name }) => name.toLowerCase().includes(wanted));
    reorder(shown.map(({ index }) => lines[index].line));
    put(found, `${plural(shown.length, 'region')}`);
  }

  function direction() {
    return sort.descending ? 'descending' : 'ascending';
  }

  function drawLine(row, scale) {
    lines[row.index] ??= newLine(row.index, open);
    const { line, cells, swatch } = lines[row.index];
    cells.forEach((cell, i) => put(cell, REGION_COLUMNS[i].text(row)));
    swatch.style.background = scale.fill(row.ratio);
    attribute(line, 'aria-selected', row.index === selected ? 'true' : null);
  }

  /** Left alone when the order stays, since a move takes the focus. */
  function reorder(wanted) {
    const now = [...body.children];
    if (now.length === wanted.length && now.every((line, i) => line === wanted[i])) {
      return;
    }
    const active = document.activeElement;
    body.replaceChildren(...wanted);
    if (active && body.contains(active)) {
      active.focus({ preventScroll: true });
    }
  }

  function select(index) {
    selected = index;
    lines.forEach(({ line }, i) => attribute(line, 'aria-selected', i === index ? 'true' : null));
  }

  return { element, draw, select, focus: (index) => lines[index]?.cells[0].focus() };
}

function head({ title, number }, press) {
  const button = h('button', { type: 'button', class: 'sort', click: press }, title);
  return h('th', { scope: 'col', class: number ? 'number' : null }, button);
}

function newLine(index, open) {
  const name = h('button', { type: 'button', class: 'link', click: () => open(index) });
  const swatch = h('span', { class: 'swatch' });
  const cells = REGION_COLUMNS.map((_, i) => (i === 0 ? name : h('span')));
  const line = h(
    'tr',
    { 'data-row': index },
    ...REGION_COLUMNS.map(({ number }, i) =>
      h('td', { class: number ? 'number' : null }, i === 1 ? swatch : null, cells[i]),
    ),
  );
  return { line, cells, swatch };
}

/** Unknown values come last in both directions. */
function sorted(rows, { column, descending }) {
  const { value } = REGION_COLUMNS[column];
  return [...rows].sort((left, right) => {
    const [a, b] = [value(left), value(right)];
    if (a === null || b === null) {
      return (a === null) - (b === null);
    }
    const order = typeof a === 'string' ? a.localeCompare(b) : a - b;
    return descending ? -order : order;
  });
}
