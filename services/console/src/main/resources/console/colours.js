// Colours of drawings. They are read from the style sheet, so they follow the theme.

/** Value of a custom property of the current theme, such as colour('--ink'). */
export function colour(property) {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}

/** Lines in charts differ by colour (after Okabe and Ito), and by dashes from the fifth on. */
export const SERIES_LIMIT = 8;

export function seriesColour(index) {
  return colour(`--series-${index % SERIES_LIMIT}`);
}

export function seriesDash(index) {
  return index % SERIES_LIMIT < 4 ? [] : [6, 4];
}

/** Ratios at which the colours of the scale stand; equal steps are equal factors. */
export const RATIO_STOPS = [0.5, 0.71, 1, 1.41, 2];

/**
 * Colours of a ratio: blue below 1, grey at 1, orange above. Blue and orange differ for all common
 * kinds of colour blindness. Ratios outside 0.5 to 2 get the colour of the end.
 */
export class RatioScale {
  constructor() {
    this.stops = RATIO_STOPS.map((_, i) => rgb(colour(`--ratio-${i}`)));
    this.dark = colour('--ratio-text-dark');
    this.light = colour('--ratio-text-light');
  }

  fill(ratio) {
    return `rgb(${this.mix(ratio).map(Math.round).join(' ')})`;
  }

  /** Colour of text on the fill. */
  text(ratio) {
    return luminance(this.mix(ratio)) > 0.22 ? this.dark : this.light;
  }

  mix(ratio) {
    const last = this.stops.length - 1;
    const place = ((Math.log2(Math.max(ratio ?? 1, 1e-6)) + 1) / 2) * last;
    const within = Math.min(Math.max(place, 0), last);
    const left = Math.min(Math.floor(within), last - 1);
    const part = within - left;
    return this.stops[left].map((low, i) => low + (this.stops[left + 1][i] - low) * part);
  }
}

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** Relative luminance, WCAG 2.1. */
function luminance(channels) {
  const [r, g, b] = channels.map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
