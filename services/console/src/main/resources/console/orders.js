// The buttons that give the services an order, and what became of it.
import { giveOrder, hasToken } from './api.js';
import { put, show } from './elements.js';
import { timeOfDay } from './format.js';

const GIVEN = {
  pause: 'Pause is ordered. What is in flight is still trained.',
  resume: 'Resume is ordered.',
  checkpoint: 'A checkpoint is ordered for the next step.',
  stop: 'Stop is ordered. The trainer writes a checkpoint, then the services end.',
};

/** Why this page may give no orders, or null when it may. */
export function whyNoOrders(run) {
  if (!hasToken()) {
    return 'This page was opened without its token, so it can only watch. Open the address that the console printed.';
  }
  if (run && !run.canOrder) {
    return "This page's token is not the console's, so it can only watch. Open the address that the console printed.";
  }
  return null;
}

export function createOrders(state) {
  const buttons = [...document.querySelectorAll('[data-order]')];
  const result = document.getElementById('order-result');
  const why = document.getElementById('order-why');
  const dialog = document.getElementById('stop-dialog');
  let pending = false;

  buttons.forEach((button) => button.addEventListener('click', () => press(button.dataset.order)));
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'stop') {
      give('stop');
    }
  });

  function press(order) {
    if (order === 'stop') {
      put(document.getElementById('stop-name'), state.run ? `run '${state.run.run}'` : 'the run');
      dialog.returnValue = '';
      dialog.showModal();
    } else {
      give(order);
    }
  }

  async function give(order) {
    if (pending) {
      return;
    }
    pending = true;
    try {
      await giveOrder(order);
      tell(`${timeOfDay(Date.now())}: ${GIVEN[order]}`, 'done');
    } catch (failure) {
      tell(
        `${timeOfDay(Date.now())}: the order '${order}' was not given. ${failure.message}`,
        'failed',
      );
    } finally {
      pending = false;
    }
  }

  function tell(sentence, kind) {
    result.dataset.kind = kind;
    put(result, sentence);
  }

  function draw() {
    const forbidden = whyNoOrders(state.run);
    put(why, forbidden ?? '');
    show(why, forbidden !== null);
    for (const button of buttons) {
      const useless = standsAlready(button.dataset.order, state.flow);
      button.disabled = forbidden !== null || useless !== null;
      button.title = forbidden ?? useless ?? '';
    }
  }

  return { draw };
}

/** Why an order would change nothing, or null. */
function standsAlready(order, flow) {
  if (!flow) {
    return null;
  }
  if (flow.finished && order !== 'resume') {
    return 'The run is finished.';
  }
  if (order === 'pause' && flow.order === 'PAUSE') {
    return 'The run is paused already.';
  }
  if (order === 'stop' && flow.order === 'STOP') {
    return 'The run is stopped already.';
  }
  const running = flow.order === null || flow.order === 'RESUME';
  return order === 'resume' && running ? 'Nothing holds the run.' : null;
}
