// View "Pictures": what teacher and student draw for the fixed prompts, checkpoint by checkpoint.
import { pictureAddress } from './api.js';
import { attribute, h, put, show } from './elements.js';
import { count } from './format.js';
import { Notice } from './notices.js';

const FRAME_MS = 700; // least time that a checkpoint stays while playing
const SMALL = 64; // pictures under this width are scaled up with hard edges
const SHOWN = 96; // width on the page that small pictures are scaled to, about
const LARGEST = 192;

export function createPicturesView(root, { pictures }) {
  const notice = new Notice();
  const slider = h('input', {
    type: 'range',
    id: 'picture-slider',
    'data-testid': 'picture-slider',
    min: 0,
    max: 0,
    step: 1,
    input: moved,
  });
  const output = h('output', { for: 'picture-slider', 'data-testid': 'picture-step' }, '–');
  const play = h(
    'button',
    { type: 'button', 'data-testid': 'picture-play', 'aria-pressed': 'false', click: togglePlay },
    'Play',
  );
  const tools = h(
    'div',
    { class: 'toolbar' },
    h('label', { for: 'picture-slider' }, 'Checkpoint'),
    slider,
    output,
    play,
  );
  const blocks = {
    paired: block('Prompts of regions with paired pictures'),
    unpaired: block(
      'Prompts of regions without any paired picture',
      'No pair shows their region. What the student draws here it learned from the teacher alone.',
    ),
  };
  const content = h('div', {}, tools, blocks.paired.element, blocks.unpaired.element);
  root.append(h('h2', { class: 'visually-hidden' }, 'Pictures'), notice.box, content);
  let cards = [];
  let prompts = null;
  let step = null;
  let playing = null;

  function draw() {
    const { value } = pictures;
    const steps = value?.steps ?? [];
    notice.update(
      pictures,
      steps.length === 0 ? (value?.note ?? 'No checkpoint has been drawn yet.') : null,
    );
    show(content, steps.length > 0);
    if (steps.length === 0 || root.hidden) {
      return;
    }
    build(value);
    const atEnd = step === null || Number(slider.value) === Number(slider.max);
    attribute(slider, 'max', steps.length - 1);
    const kept = steps.findLastIndex((known) => known <= step);
    slider.value = atEnd && playing === null ? steps.length - 1 : Math.max(0, kept);
    turn();
  }

  function build({ prompts: next, width }) {
    const key = JSON.stringify([next, width]);
    if (key === prompts) {
      return;
    }
    prompts = key;
    root.style.setProperty('--picture', `${shownWidth(width)}px`);
    cards = next.map((prompt, index) => card(prompt, index, width < SMALL));
    fillBlock(
      blocks.paired,
      cards.filter((_, i) => !next[i].unpaired),
    );
    fillBlock(
      blocks.unpaired,
      cards.filter((_, i) => next[i].unpaired),
    );
  }

  /** Shows the checkpoint at which the slider stands. */
  function turn() {
    step = pictures.value.steps[Number(slider.value)];
    const last = Number(slider.value) === Number(slider.max);
    const text = `step ${count(step)}${last ? ', the newest' : ''}`;
    put(output, text);
    attribute(slider, 'aria-valuetext', text);
    cards.forEach(({ turn: turnCard }) => turnCard(step));
  }

  function moved() {
    stop();
    turn();
  }

  function togglePlay() {
    if (playing !== null) {
      stop();
      return;
    }
    if (Number(slider.value) === Number(slider.max)) {
      slider.value = 0;
      turn();
    }
    playing = setTimeout(advance, FRAME_MS);
    mark();
  }

  /** A checkpoint stays until its pictures are there, however slow the server is. */
  async function advance() {
    const mine = playing;
    await Promise.allSettled(cards.map(({ student }) => student.decode()));
    if (playing !== mine) {
      return;
    }
    const hidden = root.hidden;
    if (hidden || Number(slider.value) >= Number(slider.max)) {
      stop();
      return;
    }
    slider.value = Number(slider.value) + 1;
    turn();
    playing = setTimeout(advance, FRAME_MS);
  }

  function stop() {
    clearTimeout(playing);
    playing = null;
    mark();
  }

  function mark() {
    put(play, playing === null ? 'Play' : 'Stop');
    attribute(play, 'aria-pressed', String(playing !== null));
  }

  return { show: () => pictures.refresh(), draw };
}

function shownWidth(width) {
  return width < SMALL ? width * Math.max(1, Math.round(SHOWN / width)) : Math.min(width, LARGEST);
}

function block(title, note = null) {
  const grid = h('div', { class: 'picture-grid' });
  const element = h(
    'section',
    { class: 'picture-block' },
    h('h3', {}, title),
    note === null ? null : h('p', { class: 'muted small' }, note),
    grid,
  );
  return { element, grid };
}

function fillBlock({ element, grid }, cards) {
  show(element, cards.length > 0);
  grid.replaceChildren(...cards.map((one) => one.element));
}

/** The teacher's picture of a prompt beside the student's. */
function card({ text }, index, crisp) {
  const teacher = picture('teacher-picture', `teacher: ${text}`, crisp);
  const student = picture('student-picture', `student: ${text}`, crisp);
  teacher.load(pictureAddress('teacher', index));
  const element = h(
    'figure',
    { class: 'card picture-card', 'data-prompt': index },
    h('div', { class: 'pair' }, teacher.element, student.element),
    h('figcaption', { title: text }, text),
  );
  const turn = (step) => student.load(pictureAddress(step, index));
  return { element, turn, student: student.image };
}

function picture(testid, alt, crisp) {
  const image = h('img', {
    alt,
    class: crisp ? 'crisp' : null,
    'data-testid': testid,
    decoding: 'async',
  });
  const none = h('span', { class: 'no-picture' }, 'no picture');
  const who = testid.split('-')[0];
  show(none, false);
  image.addEventListener('error', () => failed(true));
  image.addEventListener('load', () => failed(false));

  function failed(yes) {
    show(none, yes);
    show(image, !yes);
  }

  /** The picture before stays until the next one is there. */
  function load(address) {
    attribute(image, 'src', address);
  }

  return {
    element: h('div', { class: 'picture' }, image, none, h('span', { class: 'who muted' }, who)),
    image,
    load,
  };
}
