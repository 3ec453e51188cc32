// The regions with the numbers of the newest weights, as map and table show them.
import { count, fixed, percent, reason } from './format.js';

/** A row a region. Without weights, which the first steps lack, a region's weight is its share. */
export function regionRows(regions, weights) {
  return regions.map((region, index) => ({
    index,
    ...region,
    weight: weights?.weight[index] ?? region.share,
    ratio: weights?.ratio[index] ?? null,
    elasticity: weights?.elasticity[index] ?? null,
    samples: weights?.samples[index] ?? null,
    reason: weights?.reason[index] ?? null,
  }));
}

/** Columns of the table of regions: value(row) sorts, text(row) shows. */
export const REGION_COLUMNS = [
  { title: 'Region', value: (row) => row.name, text: (row) => row.name },
  column(
    'Ratio',
    (row) => row.ratio,
    (value) => fixed(value, 2),
  ),
  column('Weight', (row) => row.weight, percent),
  column('Share', (row) => row.share, percent),
  column(
    'Weight/share',
    (row) => gain(row),
    (value) => fixed(value, 2),
  ),
  column(
    'Elasticity',
    (row) => row.elasticity,
    (value) => fixed(value, 2),
  ),
  column('Samples', (row) => row.samples, count),
  {
    title: 'Weight moved by',
    value: (row) => reason(row.reason),
    text: (row) => reason(row.reason),
  },
];

function column(title, value, format) {
  return { title, number: true, value, text: (row) => format(value(row)) };
}

/** How many times its share of the corpus a region gets. */
export function gain({ weight, share }) {
  return weight === null || !share ? null : weight / share;
}

/** Indexes of the regions with the largest ratio, largest first. */
export function worst(weights, most) {
  return weights.ratio
    .map((ratio, index) => [ratio ?? -Infinity, index])
    .sort(([a], [b]) => b - a)
    .slice(0, most)
    .map(([, index]) => index);
}

/** Rows of versions with steps that ascend, as a chart needs them. */
export function ascending(versions) {
  let newest = -1;
  return versions.filter(({ step }) => {
    const later = step > newest;
    newest = later ? step : newest;
    return later;
  });
}
