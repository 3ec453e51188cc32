// Numbers, times and the server's codes as text for readers.

const UNKNOWN = '–';
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const minutes = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

function known(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

export function count(value) {
  return known(value) ? whole.format(value) : UNKNOWN;
}

/** Three significant digits in plain or exponent form, such as 0.0123 or 4.1e-6. */
export function figure(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  const size = Math.abs(value);
  if (size >= 1000) {
    return whole.format(value);
  }
  return size !== 0 && size < 0.0001 ? value.toExponential(1) : value.toPrecision(3);
}

export function fixed(value, digits) {
  return known(value) ? value.toFixed(digits) : UNKNOWN;
}

/** A share of one as percent: two digits below 1 %, one below 10 %. */
export function percent(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  const hundredths = value * 100;
  if (hundredths === 0) {
    return '0 %';
  }
  return `${hundredths.toFixed(hundredths < 1 ? 2 : hundredths < 10 ? 1 : 0)} %`;
}

/** A share of one in whole percent. */
export function roughPercent(value) {
  return known(value) ? `${Math.round(value * 100)} %` : UNKNOWN;
}

export function bytes(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 || size >= 99.5 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

export function duration(seconds) {
  if (!known(seconds)) {
    return UNKNOWN;
  }
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) {
    return `${total} s`;
  }
  if (total < 3600) {
    return `${Math.floor(total / 60)} min ${total % 60} s`;
  }
  return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`;
}

export function timeOfDay(ms) {
  return known(ms) ? clock.format(ms) : UNKNOWN;
}

export function shortTime(ms) {
  return known(ms) ? minutes.format(ms) : UNKNOWN;
}

export function dateAndTime(ms) {
  return known(ms) ? moment.format(ms) : UNKNOWN;
}

/** "1 step", "2 steps". */
export function plural(n, noun) {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
}

const REASONS = {
  level: 'its discrepancy',
  elasticity: 'its elasticity',
  guard: 'the guard',
  floor: 'the floor',
  others: 'other regions',
  same: 'no change',
};

/** What moved a region's weight, in words. */
export function reason(code) {
  return REASONS[code] ?? code ?? UNKNOWN;
}

/** "moved by the guard", as part of a sentence. */
export function movedBy(code) {
  return code === 'same' ? 'not moved' : `moved by ${reason(code)}`;
}

/** A region's name without what follows the first comma, at most 28 characters. */
export function shortName(name) {
  const head = name.split(',')[0].trim();
  return head.length > 28 ? `${head.slice(0, 27)}…` : head;
}
