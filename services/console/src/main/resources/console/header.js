// The head of the page: the run's name and state, steps, and a banner when something is wrong.
import { attribute, h, put } from './elements.js';
import { count, timeOfDay } from './format.js';

const STALE_MS = 10_000;

export function createHeader(state, run) {
  const part = (id) => document.getElementById(id);
  const banner = part('banner');
  const retry = h('button', { type: 'button', click: () => run.refresh() }, 'Retry');
  const words = h('span');
  banner.append(words);
  const [name, badge, weights] = ['run-name', 'run-state', 'top-weights'].map(part);
  const [steps, bar] = ['top-steps', 'top-bar'].map(part);
  const skip = part('skip');
  skip.addEventListener('click', (event) => {
    event.preventDefault(); // the address names the view
    part('views').focus();
  });

  function draw() {
    const { flow } = state;
    if (state.run) {
      const { run: title, corpus, policy, steps: total, batch } = state.run;
      put(name, title);
      name.title = `corpus ${corpus}, policy ${policy}, ${total} steps of ${batch} samples`;
    }
    const word = stateWord(flow);
    put(badge, word);
    attribute(badge, 'data-state', word);
    put(weights, state.versions.newest?.version ?? '–');
    drawSteps(flow, state.run?.steps ?? null);
    drawBanner();
  }

  function drawSteps(flow, total) {
    const trained = flow?.trained ?? null;
    put(steps, total === null ? '' : `step ${count(trained)} of ${count(total)}`);
    attribute(bar, 'max', total || 1);
    attribute(bar, 'value', trained ?? 0);
    const title = state.run ? `${state.run.run}: ${steps.textContent}` : 'ARIA console';
    if (document.title !== title) {
      document.title = title;
    }
  }

  function drawBanner() {
    const sentence = trouble(state, run);
    banner.hidden = sentence === null;
    put(words, sentence ?? '');
    if (run.error) {
      banner.append(retry);
    } else {
      retry.remove();
    }
  }

  return { draw };
}

function stateWord(flow) {
  if (!flow) {
    return 'no news yet';
  }
  if (flow.finished) {
    return 'finished';
  }
  if (flow.order === 'STOP') {
    return 'stopped';
  }
  if (flow.order === 'PAUSE') {
    return 'paused';
  }
  return flow.rates?.trained > 0 ? 'training' : 'waiting';
}

/** What is wrong, as one sentence, or null. */
function trouble({ connected, flow, flowAt }, run) {
  const since = flow ? ` What is shown is of ${timeOfDay(flow.time)}.` : '';
  if (!connected && run.error && !run.loaded) {
    return run.error; // refused, and not only out of reach
  }
  if (!connected) {
    return `The connection to the console is lost.${since} It is tried again by itself.`;
  }
  if (flow && Date.now() - flowAt > STALE_MS) {
    return `The console sends no news of the run.${since}`;
  }
  return run.error ?? flow?.trouble ?? null;
}
