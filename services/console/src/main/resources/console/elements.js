// Builds elements of the page. Text goes in as text nodes only, so no string becomes markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element: h('p', {class: 'note'}, 'text', child). A function is a listener. */
export function h(tag, properties = {}, ...children) {
  return furnish(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function s(tag, properties = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), properties, children);
}

function furnish(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else {
      attribute(element, name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets an attribute, or removes it for null and false. Leaves it alone when it stays the same. */
export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

/** Sets the text. Leaves it alone when it stays the same: a live region would speak again. */
export function put(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function show(element, visible) {
  element.hidden = !visible;
}

/** A table in a box that scrolls by itself. columns: [{title, number}], number: right-aligned. */
export function table(caption, columns, attributes = {}) {
  const body = h('tbody');
  const heads = columns.map(({ title, number }) =>
    h('th', { scope: 'col', class: number ? 'number' : null }, title),
  );
  const whole = h(
    'table',
    attributes,
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, ...heads)),
    body,
  );
  const box = h(
    'div',
    { class: 'table-box', tabindex: 0, role: 'region', 'aria-label': caption },
    whole,
  );
  return { box, body };
}

/** A row of a table; the columns say which cells are numbers. */
export function row(columns, cells, attributes = {}) {
  return h(
    'tr',
    attributes,
    ...cells.map((cell, i) => h('td', { class: columns[i].number ? 'number' : null }, cell)),
  );
}

/** A term with its value: {box, value}. */
export function fact(term, testid = null) {
  const value = h('dd', { 'data-testid': testid }, '–');
  return { box: h('div', { class: 'fact' }, h('dt', {}, term), value), value };
}
