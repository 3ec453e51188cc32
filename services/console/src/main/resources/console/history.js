// View "History": weights and ratios of chosen regions, theta, loss and speed over the steps.
import { Chart, aroundOne, fromZero } from './charts.js';
import { seriesColour, seriesDash } from './colours.js';
import { h } from './elements.js';
import { count, figure, fixed, percent, reason, shortName } from './format.js';
import { Notice } from './notices.js';
import { createRegionPicker } from './region-picker.js';
import { ascending } from './regions.js';
import { createVersionTable } from './version-table.js';

export function createHistoryView(root, { state, regions, history }) {
  const notice = new Notice();
  const picker = createRegionPicker({ state, regions, changed: () => draw() });
  const charts = historyCharts(() => picker.chosen(), nameOf);
  const versions = createVersionTable();
  root.append(
    h('h2', { class: 'visually-hidden' }, 'History'),
    notice.box,
    h(
      'div',
      { class: 'history-grid' },
      picker.element,
      h('div', { class: 'charts' }, charts.wide, charts.small),
    ),
    versions.element,
  );

  function nameOf(index) {
    const name = regions.value?.regions[index]?.name ?? `region ${index}`;
    return shortName(name);
  }

  function draw() {
    const empty = state.versions.rows.length === 0 && state.progress.rows.length === 0;
    notice.update(history, empty ? 'No step has been trained yet.' : null);
    if (root.hidden) {
      return;
    }
    picker.draw();
    const rows = ascending(state.versions.rows);
    charts.draw(rows, ascending(state.progress.rows));
    versions.draw(state.versions.rows, picker.chosen(), nameOf);
  }

  return { show: () => {}, draw };
}

function historyCharts(chosen, nameOf) {
  const sync = 'history';
  let rows = [];
  const tip = (key, format) => (at) => [
    [`version ${rows[at]?.version}, step ${count(rows[at]?.step)}`, ''],
    ...chosen().map((region, i) => [
      `${nameOf(region)}: ${reason(rows[at]?.reason[region])}`,
      format(rows[at]?.[key][region]),
      seriesColour(i),
    ]),
  ];
  const ratioFormat = (value) => fixed(value, 2);
  const weight = new Chart({
    title: 'Weight',
    note: 'share of the steered draws',
    sync,
    format: percent,
    range: fromZero,
    tip: tip('weight', percent),
  });
  const ratio = new Chart({
    title: 'Ratio',
    note: 'discrepancy / average, dashed: 1',
    sync,
    format: ratioFormat,
    range: aroundOne,
    mark: 1,
    tip: tip('ratio', ratioFormat),
  });
  const theta = single('Theta', 'strength of the steering', ratioFormat, () => [0, 1.05], sync);
  const loss = single('Loss', '', figure, fromZero, sync);
  const speed = single('Samples/s', '', count, fromZero, sync);
  const log = h('input', { type: 'checkbox', change: () => loss.setLog(log.checked) });
  loss.note.append(h('label', { class: 'check' }, log, 'log scale'));

  function draw(versions, progress) {
    rows = versions;
    const steps = versions.map(({ step }) => step);
    const regions = chosen();
    const lines = regions.map((region, i) => ({
      label: String(region),
      colour: seriesColour(i),
      dash: seriesDash(i),
      stepped: true,
    }));
    const of = `of ${regions.map(nameOf).join('; ')}, ${stepsTold(steps)}`;
    weight.set(
      lines,
      [steps, ...regions.map((i) => versions.map((row) => row.weight[i]))],
      `Weight ${of}`,
    );
    ratio.set(
      lines,
      [steps, ...regions.map((i) => versions.map((row) => row.ratio[i]))],
      `Ratio ${of}`,
    );
    theta.draw(versions, 'theta', true);
    loss.draw(progress, 'loss', false);
    speed.draw(progress, 'samplesPerSecond', false);
  }

  return {
    wide: h('div', { class: 'charts-wide' }, weight.figure, ratio.figure),
    small: h('div', { class: 'charts-small' }, theta.figure, loss.figure, speed.figure),
    draw,
  };
}

/** A chart of one value: draw(rows, key, stepped). */
function single(title, note, format, range, sync) {
  let rows = [];
  let key = '';
  const tip = (at) => [[`step ${count(rows[at]?.step)}`, format(rows[at]?.[key])]];
  const chart = new Chart({ title, note, height: 192, format, range, sync, tip });
  chart.draw = (next, field, stepped) => {
    rows = next;
    key = field;
    const steps = rows.map(({ step }) => step);
    const values = rows.map((row) => row[field]);
    const line = { label: title, colour: seriesColour(0), stepped };
    chart.set(
      [line],
      [steps, values],
      `${title}: ${format(values.at(-1))} now, ${stepsTold(steps)}`,
    );
  };
  return chart;
}

function stepsTold(steps) {
  return steps.length === 0 ? 'no step yet' : `steps ${steps[0]} to ${steps.at(-1)}`;
}
