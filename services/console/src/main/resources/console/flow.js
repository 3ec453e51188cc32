// View "Flow": where the steps are, what limits their speed, and how the loss falls.
import { Sparkline } from './charts.js';
import { attribute, fact, h, put, s, show } from './elements.js';
import { count, duration, figure, fixed, plural, roughPercent, shortTime } from './format.js';

const ORDERS = { PAUSE: 'pause', RESUME: 'resume', STOP: 'stop' };

export function createFlow(root, { state }) {
  const stages = {
    streamer: stage('Prompt streamer', 'draws samples', 'drawn'),
    teacher: stage('Teacher pool', 'answers with targets', 'taught'),
    trainer: stage('Student trainer', 'learns from targets', 'trained'),
  };
  const queues = {
    draws: queue('draws wait for a teacher'),
    targets: queue('targets wait for a trainer'),
  };
  const says = document.getElementById('says');
  const progress = progressCard();
  const waits = waitsCard();
  const loss = new Sparkline('Loss (log scale)', figure, { log: true });
  const speed = new Sparkline('Samples/s', count, { zero: true });

  root.append(
    h(
      'div',
      { class: 'stages' },
      stages.streamer.box,
      queues.draws.box,
      stages.teacher.box,
      queues.targets.box,
      stages.trainer.box,
    ),
    progress.box,
    h('div', { class: 'flow-foot' }, waits.box, loss.box, speed.box),
  );

  function draw() {
    const { flow, run, progress: rows } = state;
    if (!flow) {
      return;
    }
    put(says, flow.says ?? '');
    Object.entries(stages).forEach(([name, shown]) =>
      shown.update(flow, run, flow.bottleneck === name),
    );
    queues.draws.update(flow.waiting?.draws, run?.maxInFlight);
    queues.targets.update(flow.waiting?.targets, run?.maxInFlight);
    progress.update(flow, run, state.checkpoint);
    waits.update(flow.waits);
    const steps = rows.rows.map((row) => row.step);
    loss.set(
      steps,
      rows.rows.map((row) => row.loss),
    );
    speed.set(
      steps,
      rows.rows.map((row) => row.samplesPerSecond),
    );
  }

  return { show: () => {}, draw };
}

/** A service: its steps, and its steps a second. key: the field of the event. */
function stage(name, does, key) {
  const steps = h('strong', { class: 'stage-steps', 'data-testid': `steps-${key}` }, '–');
  const of = h('span', { class: 'muted' }, 'steps');
  const rate = h('p', { class: 'stage-rate' }, '–');
  const slowest = h('span', { class: 'tag' }, 'slowest');
  show(slowest, false);
  const box = h(
    'section',
    { class: 'card stage', 'data-stage': key },
    h('div', { class: 'stage-head' }, h('h3', {}, name), slowest),
    h('p', { class: 'muted stage-does' }, does),
    h('p', { class: 'stage-count' }, steps, ' ', of),
    rate,
  );

  function update(flow, run, bottleneck) {
    put(steps, count(flow[key]));
    put(of, run ? `of ${count(run.steps)} steps` : 'steps');
    put(rate, `${fixed(flow.rates?.[key], 1)} steps/s`);
    show(slowest, bottleneck);
    box.classList.toggle('bottleneck', bottleneck);
  }

  return { box, update };
}

/** What waits between two services, as a number and as a bar. The bar is full at maxInFlight. */
function queue(what) {
  const number = h('strong', {}, '–');
  const words = h('span', {}, what);
  const bar = h('span', { class: 'queue-bar' });
  const arrow = s(
    'svg',
    { class: 'arrow', viewBox: '0 0 48 12', 'aria-hidden': 'true' },
    s('path', { d: 'M0 6H44M39 1.5L45 6L39 10.5' }),
  );
  const box = h(
    'div',
    { class: 'queue' },
    arrow,
    h('p', {}, number, ' ', words),
    h('span', { class: 'queue-track', 'aria-hidden': 'true' }, bar),
  );

  function update(steps, most) {
    put(number, count(steps));
    put(words, `${steps === 1 ? 'step' : 'steps'} of ${what}`);
    const part = most ? Math.min(1, (steps ?? 0) / most) : 0;
    bar.style.width = `${Math.round(part * 100)}%`;
  }

  return { box, update };
}

/** One bar for all three: trained, taught and drawn steps lie over each other. */
function progressCard() {
  const parts = ['drawn', 'taught', 'trained'].map((key) => [
    key,
    h('span', { class: `bar-${key}` }),
  ]);
  const bar = h(
    'div',
    { class: 'bar', role: 'progressbar', 'aria-label': 'Steps trained', 'aria-valuemin': 0 },
    ...parts.map(([, part]) => part),
  );
  const facts = {
    trained: fact('Trained', 'trained'),
    left: fact('Time left', 'time-left'),
    loss: fact('Loss', 'loss'),
    order: fact('Standing order', 'standing-order'),
    checkpoint: fact('Checkpoint', 'checkpoint'),
    inFlight: fact('In flight', 'in-flight'),
  };
  const key = h(
    'p',
    { class: 'bar-key muted' },
    ...['trained', 'taught', 'drawn'].map((name) =>
      h('span', {}, h('span', { class: `key bar-${name}` }), name),
    ),
  );
  const list = h('dl', { class: 'facts' }, ...Object.values(facts).map(({ box }) => box));
  const box = h('section', { class: 'card progress', 'aria-label': 'Progress' }, list, bar, key);

  function update(flow, run, checkpoint) {
    const total = run?.steps ?? 0;
    parts.forEach(([name, part]) => {
      part.style.width = total ? `${Math.min(100, ((flow[name] ?? 0) / total) * 100)}%` : '0';
    });
    attribute(bar, 'aria-valuemax', total);
    attribute(bar, 'aria-valuenow', flow.trained);
    attribute(bar, 'aria-valuetext', `${count(flow.trained)} of ${count(total)} steps trained`);
    put(
      facts.trained.value,
      total
        ? `${count(flow.trained)} of ${count(total)} (${roughPercent(flow.trained === null ? null : flow.trained / total)})`
        : '–',
    );
    put(facts.left.value, flow.finished ? 'finished' : duration(flow.secondsLeft));
    put(facts.loss.value, figure(flow.loss));
    put(facts.order.value, ORDERS[flow.order] ?? 'none');
    put(
      facts.checkpoint.value,
      checkpoint ? `step ${count(checkpoint.step)}, ${shortTime(checkpoint.time)}` : 'none yet',
    );
    put(facts.inFlight.value, inFlight(flow, run));
  }

  return { box, update };
}

function inFlight(flow, run) {
  if (flow.drawn === null || flow.trained === null) {
    return '–';
  }
  const steps = Math.max(0, flow.drawn - flow.trained);
  return run ? `${count(steps)} of ${plural(run.maxInFlight, 'step')}` : count(steps);
}

/** How much of their time teacher and trainer wait, side by side. */
function waitsCard() {
  const rows = { teacher: waitRow('Teacher'), trainer: waitRow('Trainer') };
  const unknown = h('p', { class: 'muted small' }, 'Their metrics are out of reach.');
  const box = h(
    'section',
    { class: 'card waits' },
    h('div', { class: 'spark-head' }, h('h3', {}, 'Share of time spent waiting')),
    rows.teacher.box,
    rows.trainer.box,
    unknown,
    h(
      'p',
      { class: 'muted small' },
      'A service that never waits limits the speed of the run. One that waits long has too little to do.',
    ),
  );

  function update(waits) {
    rows.teacher.update(waits?.teacher ?? null);
    rows.trainer.update(waits?.trainer ?? null);
    show(unknown, (waits?.teacher ?? null) === null && (waits?.trainer ?? null) === null);
  }

  return { box, update };
}

function waitRow(name) {
  const value = h('strong', {}, '–');
  const bar = h('span', { class: 'queue-bar' });
  const track = h('span', { class: 'queue-track', 'aria-hidden': 'true' }, bar);
  const box = h('p', { class: 'wait' }, h('span', {}, name), track, value);

  function update(part) {
    put(value, roughPercent(part));
    bar.style.width = `${Math.round(Math.min(1, part ?? 0) * 100)}%`;
  }

  return { box, update };
}
