// One region in detail: numbers, why its weight moved, prompts, history and neighbours.
import { getJson } from './api.js';
import { Chart, aroundOne, fromZero } from './charts.js';
import { RatioScale, seriesColour } from './colours.js';
import { fact, h, put, show } from './elements.js';
import { count, fixed, percent, reason, shortName } from './format.js';
import { Notice } from './notices.js';
import { ascending, gain } from './regions.js';
import { Resource } from './state.js';

export function createRegionPanel({ state, regions, open, closed }) {
  const swatch = h('span', { class: 'swatch large' });
  const name = h('h3', { tabindex: -1 });
  const close = h(
    'button',
    { type: 'button', class: 'quiet', 'data-testid': 'region-close', click: shut },
    'Close',
  );
  const why = h('p', { class: 'why', 'data-testid': 'region-why' });
  const facts = panelFacts();
  const charts = panelCharts();
  const prompts = h('ul', { class: 'prompts' });
  const neighbours = h('div', { class: 'neighbours' });
  const notice = new Notice();
  const detail = h(
    'div',
    { class: 'panel-body' },
    why,
    h('dl', { class: 'facts tight' }, ...Object.values(facts).map(({ box }) => box)),
    charts.ratio.figure,
    charts.weight.figure,
    h('h4', {}, 'Typical prompts'),
    prompts,
    h('h4', {}, 'Nearest regions'),
    neighbours,
  );
  const element = h(
    'aside',
    {
      class: 'card region-panel',
      'data-testid': 'region-panel',
      'aria-label': 'Region',
      hidden: true,
    },
    h('div', { class: 'panel-head' }, swatch, name, close),
    notice.box,
    detail,
  );
  element.addEventListener('keydown', (event) => event.key === 'Escape' && shut());
  let index = null;
  let resource = null;
  let version = null;

  function openRegion(next) {
    if (next !== index) {
      index = next;
      version = state.versions.newest?.version;
      resource = new Resource(
        () => getJson(`/api/regions/${next}`),
        () => draw(),
      );
      resource.refresh();
    }
    show(element, true);
    draw();
    name.focus({ preventScroll: true });
    if (matchMedia('(max-width: 900px)').matches) {
      element.scrollIntoView({ block: 'start' });
    }
  }

  function shut() {
    const last = index;
    index = null;
    resource = null;
    show(element, false);
    closed(last);
  }

  /** The numbers are those of one version of the weights, so a new version asks again. */
  function draw() {
    if (index === null) {
      return;
    }
    const newest = state.versions.newest?.version;
    if (newest !== version) {
      version = newest;
      resource.renew();
    }
    put(name, regions.value.regions[index].name);
    notice.update(resource);
    show(detail, resource.value !== null);
    if (resource.value?.region === index) {
      fill(resource.value);
    }
  }

  function fill(region) {
    swatch.style.background = new RatioScale().fill(region.ratio);
    put(why, region.why ?? '');
    Object.values(facts).forEach(({ value, text }) => put(value, text(region)));
    list(prompts, region.prompts ?? [], (text) => h('li', {}, text));
    list(neighbours, region.neighbours ?? [], (other) => neighbour(other));
    charts.draw(ascending(state.versions.rows), index, region);
  }

  function neighbour(other) {
    const text = shortName(regions.value.regions[other]?.name ?? String(other));
    const attributes = { type: 'button', class: 'chip', 'data-neighbour': other };
    return h('button', { ...attributes, click: () => open(other) }, text);
  }

  return { element, open: openRegion, draw };
}

/** Fills a list anew only when its items differ: the focus stays where it is. */
function list(box, items, build) {
  const key = JSON.stringify(items);
  if (box.dataset.items !== key) {
    box.dataset.items = key;
    box.replaceChildren(...items.map(build));
  }
}

function panelFacts() {
  const entries = {
    ratio: ['Ratio', ({ ratio }) => fixed(ratio, 2)],
    weight: ['Weight', ({ weight }) => percent(weight)],
    share: ['Share of corpus', ({ share }) => percent(share)],
    gain: ['Weight/share', (region) => fixed(gain(region), 2)],
    elasticity: ['Elasticity', ({ elasticity }) => fixed(elasticity, 2)],
    samples: ['Samples', ({ samples }) => count(samples)],
    reason: ['Moved by', (region) => reason(region.reason)],
  };
  return Object.fromEntries(
    Object.entries(entries).map(([key, [term, text]]) => [key, { ...fact(term), text }]),
  );
}

function panelCharts() {
  const settings = { height: 120, sync: 'region' };
  const ratioFormat = (value) => fixed(value, 2);
  let rows = [];
  let index = 0;
  const tip = (format, values) => (at) => [
    [`step ${count(rows[at]?.step)}`, format(values(rows[at]))],
    [reason(rows[at]?.reason[index]), ''],
  ];
  const ratio = new Chart({
    ...settings,
    title: 'Ratio',
    note: 'dashed: average',
    format: ratioFormat,
    range: aroundOne,
    mark: 1,
    tip: tip(ratioFormat, (row) => row?.ratio[index]),
  });
  const weight = new Chart({
    ...settings,
    title: 'Weight',
    note: 'dashed: share of corpus',
    format: percent,
    range: fromZero,
    tip: tip(percent, (row) => row?.weight[index]),
  });

  function draw(next, region, { share, name }) {
    rows = next;
    index = region;
    weight.settings.mark = share;
    const steps = rows.map(({ step }) => step);
    const line = (label, at) => ({
      label: `${label} ${region}`,
      colour: seriesColour(at),
      stepped: true,
    });
    const told = `of ${name} over ${rows.length} versions of the weights`;
    ratio.set([line('ratio', 1)], [steps, rows.map((row) => row.ratio[region])], `Ratio ${told}`);
    weight.set(
      [line('weight', 0)],
      [steps, rows.map((row) => row.weight[region])],
      `Weight ${told}`,
    );
  }

  return { ratio, weight, draw };
}
