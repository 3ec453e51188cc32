// The tabs of the page, by the tabs pattern of ARIA: arrow keys move, the address names the view.
import { attribute } from './elements.js';

/** names: views in the order of their tabs; chosen(name) is called at each change. */
export function createTabs(names, chosen) {
  const tab = (name) => document.getElementById(`tab-${name}`);
  let current = names[0];

  function select(name) {
    current = name;
    for (const other of names) {
      const selected = other === name;
      attribute(tab(other), 'aria-selected', String(selected));
      attribute(tab(other), 'tabindex', selected ? 0 : -1);
      document.getElementById(`view-${other}`).hidden = !selected;
    }
    chosen(name);
  }

  /** The view that the address names, or the first. */
  function fromAddress() {
    const name = location.hash.slice(1);
    return names.includes(name) ? name : names[0];
  }

  function go(name) {
    if (name !== current) {
      location.hash = name; // calls select() by way of hashchange
    }
  }

  function keyed(event) {
    const at = names.indexOf(current);
    const next = {
      ArrowRight: (at + 1) % names.length,
      ArrowLeft: (at + names.length - 1) % names.length,
      Home: 0,
      End: names.length - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      go(names[next]);
      tab(names[next]).focus();
    }
  }

  document.getElementById('tabs').addEventListener('keydown', keyed);
  names.forEach((name) => tab(name).addEventListener('click', () => go(name)));
  addEventListener('hashchange', () => {
    if (location.hash !== '#views') {
      select(fromAddress());
    }
  });
  return { start: () => select(fromAddress()), current: () => current };
}
