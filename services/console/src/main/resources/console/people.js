// View "Services": where each service stands against the log, checkpoints and Redis.
import { attribute, h, put, row, show, table } from './elements.js';
import { count, dateAndTime } from './format.js';
import { Notice } from './notices.js';

const REFRESH_MS = 5_000;

const SERVICES = [
  { title: 'Service' },
  { title: 'Reads' },
  { title: 'Lag', number: true },
  { title: 'Step', number: true },
  { title: 'Weights' },
  { title: 'Stands at' },
];
const CHECKPOINTS = [
  { title: 'Student' },
  { title: 'Step', number: true },
  { title: 'Written' },
  { title: 'SHA-256' },
  { title: 'File' },
];

export function createPeopleView(root, { people }) {
  const notice = new Notice();
  const services = table('Services', SERVICES, { 'data-testid': 'services' });
  const checkpoints = table('Checkpoints, newest first', CHECKPOINTS, {
    'data-testid': 'checkpoints',
  });
  const none = h('p', { class: 'muted' }, 'No checkpoint has been written yet.');
  const redis = h('strong', { 'data-testid': 'redis' });
  const redisLine = h(
    'p',
    { class: 'redis' },
    h('span', { class: 'dot', 'aria-hidden': 'true' }),
    'Redis: ',
    redis,
  );
  const content = h(
    'div',
    { class: 'stack' },
    h('section', { class: 'card' }, h('h3', {}, 'Services'), services.box, redisLine),
    h('section', { class: 'card' }, h('h3', {}, 'Checkpoints'), checkpoints.box, none),
  );
  root.append(h('h2', { class: 'visually-hidden' }, 'Services'), notice.box, content);
  let drawn = null;
  setInterval(() => !root.hidden && !document.hidden && people.refresh(), REFRESH_MS);

  function draw() {
    const { value } = people;
    notice.update(people);
    show(content, value !== null);
    const key = JSON.stringify(value);
    if (value === null || root.hidden || key === drawn) {
      return;
    }
    drawn = key;
    services.body.replaceChildren(...value.services.map(serviceRow));
    checkpoints.body.replaceChildren(...value.checkpoints.map(checkpointRow));
    show(none, value.checkpoints.length === 0);
    show(checkpoints.box, value.checkpoints.length > 0);
    put(redis, value.redis);
    attribute(redisLine, 'data-state', value.redis === 'in order' ? 'good' : 'bad');
  }

  return { show: () => people.refresh(), draw };
}

function serviceRow({ service, reads, lag, step, weights, note }) {
  const cells = [
    h('strong', {}, service),
    reads ?? '–',
    count(lag),
    count(step),
    weights ?? '–',
    note ?? '',
  ];
  return row(SERVICES, cells);
}

function checkpointRow({ student, step, time, sha256, path }) {
  const digest = h('code', { title: sha256 }, sha256 ? `${sha256.slice(0, 12)}…` : '–');
  return row(CHECKPOINTS, [
    student,
    count(step),
    dateAndTime(time),
    digest,
    h('code', { class: 'path' }, path ?? '–'),
  ]);
}
