// View "Dead letters": records that a service refused, with the reason, by topic.
import { h, show } from './elements.js';
import { dateAndTime, plural } from './format.js';
import { Notice } from './notices.js';

const REFRESH_MS = 10_000;

export function createDeadView(root, { dead }) {
  const notice = new Notice();
  const content = h('div', { class: 'stack' });
  root.append(h('h2', { class: 'visually-hidden' }, 'Dead letters'), notice.box, content);
  setInterval(() => !root.hidden && !document.hidden && dead.refresh(), REFRESH_MS);
  let drawn = null;

  function draw() {
    const topics = (dead.value?.topics ?? []).filter(({ count }) => count > 0);
    notice.update(dead, topics.length === 0 ? 'No record has been refused.' : null);
    show(content, topics.length > 0);
    const key = JSON.stringify(topics);
    if (key === drawn || root.hidden) {
      return;
    }
    drawn = key;
    const open = opened(content);
    content.replaceChildren(...topics.map((topic) => topicCard(topic, open)));
  }

  return { show: () => dead.refresh(), draw };
}

/** Records whose text is unfolded: they stay so when the list is built anew. */
function opened(content) {
  return new Set([...content.querySelectorAll('details[open]')].map((one) => one.dataset.letter));
}

function topicCard({ topic, count, letters }, open) {
  const newest = letters.length < count ? `, the newest ${letters.length} are shown` : '';
  return h(
    'section',
    { class: 'card', 'data-topic': topic },
    h('h3', {}, h('code', {}, topic)),
    h('p', { class: 'muted small' }, `${plural(count, 'record')}${newest}`),
    h('ul', { class: 'letters' }, ...letters.map((letter) => letterItem(topic, letter, open))),
  );
}

function letterItem(topic, { offset, time, service, reason, source, text }, open) {
  const id = `${topic} ${offset}`;
  return h(
    'li',
    { class: 'letter', 'data-testid': 'letter' },
    h('p', { class: 'letter-reason' }, reason),
    h(
      'p',
      { class: 'muted small letter-facts' },
      h('span', {}, `refused by ${service}`),
      h('span', {}, dateAndTime(time)),
      h('span', {}, 'source ', h('code', {}, source)),
      h('span', {}, `offset ${offset}`),
    ),
    h(
      'details',
      { 'data-letter': id, open: open.has(id) },
      h('summary', {}, 'Record as text'),
      h('pre', { tabindex: 0 }, text ?? ''),
    ),
  );
}
