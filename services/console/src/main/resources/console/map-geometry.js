// Where things lie on the map of regions, in pixels.
// A place is {x, y, r}, a box {left, right, top, bottom}.

const DIRECTIONS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The next circle in the direction of an arrow key; what lies aside counts as farther away. */
export function nextInDirection(places, index, key) {
  const direction = DIRECTIONS[key];
  if (!direction) {
    return null;
  }
  const [dx, dy] = direction;
  let best = null;
  let least = Infinity;
  places.forEach(({ x, y }, i) => {
    const along = (x - places[index].x) * dx + (y - places[index].y) * dy;
    const aside = Math.abs((x - places[index].x) * dy) + Math.abs((y - places[index].y) * dx);
    if (i !== index && along > 0 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = i;
    }
  });
  return best;
}

/** The box of a number in the middle of a circle. */
export function numberBox({ x, y }) {
  return { left: x - 11, right: x + 11, top: y - 7, bottom: y + 7 };
}

/** Places on the map for coordinates, so that the regions fill it from low to high. */
export function stretch(values, low, high) {
  const least = Math.min(...values);
  const width = Math.max(...values) - least;
  return (value) => (width > 0 ? low + ((value - least) / width) * (high - low) : (low + high) / 2);
}

/** Whether two boxes share a point. */
export function overlaps(one, other) {
  return (
    one.left < other.right &&
    one.right > other.left &&
    one.top < other.bottom &&
    one.bottom > other.top
  );
}
