// View "Runs": all runs that the data folder and Kafka hold, and the deletion of one.
import { deleteRun } from './api.js';
import { h, put, row, show, table } from './elements.js';
import { bytes, count, plural } from './format.js';
import { Notice } from './notices.js';
import { whyNoOrders } from './orders.js';

const COLUMNS = [
  { title: 'Run' },
  { title: 'State' },
  { title: 'Checkpoint', number: true },
  { title: 'Kafka', number: true },
  { title: 'Folder', number: true },
  { title: 'Sum', number: true },
  { title: 'Delete' },
];

export function createRunsView(root, { state, runs }) {
  const notice = new Notice();
  const list = table('Runs', COLUMNS, { 'data-testid': 'runs' });
  const again = h('button', { type: 'button', click: () => runs.refresh() }, 'Refresh');
  const total = h('p', { class: 'muted', role: 'status' });
  const why = h('p', { class: 'muted small' });
  const result = h('p', {
    class: 'order-line said',
    role: 'status',
    'aria-live': 'polite',
    'data-testid': 'delete-result',
  });
  const content = h(
    'section',
    { class: 'card' },
    h('div', { class: 'toolbar' }, total, again),
    why,
    list.box,
  );
  root.append(h('h2', { class: 'visually-hidden' }, 'Runs'), notice.box, result, content);
  const dialog = createDeleteDialog((name) => {
    put(result, `Run '${name}' is deleted.`);
    runs.renew();
  });
  let drawn = null;

  function draw() {
    const { value } = runs;
    notice.update(runs, value?.runs.length === 0 ? 'There is no run.' : null);
    show(content, value !== null && value.runs.length > 0);
    const forbidden = whyNoOrders(state.run);
    const key = JSON.stringify([value, forbidden]);
    if (value === null || root.hidden || key === drawn) {
      return;
    }
    drawn = key;
    put(why, forbidden ?? '');
    show(why, forbidden !== null);
    const all = value.runs.reduce((sum, run) => sum + size(run), 0);
    put(total, `${plural(value.runs.length, 'run')}, ${bytes(all)}`);
    list.body.replaceChildren(...value.runs.map((run) => runRow(run, forbidden, dialog.open)));
  }

  return { show: () => runs.refresh(), draw };
}

function size({ topicBytes, folderBytes }) {
  return (topicBytes ?? 0) + (folderBytes ?? 0);
}

/** Why a run cannot be deleted, or null. */
function kept({ own, members }) {
  if (own) {
    return 'this console watches it';
  }
  return members > 0 ? `at work: ${plural(members, 'member')}` : null;
}

function stateOf({ finished, members }) {
  if (members > 0) {
    return finished ? 'finished, services at work' : 'at work';
  }
  return finished ? 'finished' : 'not finished';
}

function runRow(run, forbidden, open) {
  const reason = kept(run);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'danger',
      'data-testid': `delete-${run.name}`,
      'aria-label': `Delete run ${run.name}`,
      disabled: reason !== null || forbidden !== null,
      click: () => open(run),
    },
    'Delete',
  );
  const action = h(
    'div',
    { class: 'delete-cell' },
    button,
    reason && h('span', { class: 'muted small' }, reason),
  );
  const name = h(
    'span',
    {},
    h('strong', {}, run.name),
    run.own ? h('span', { class: 'tag plain' }, 'this run') : null,
  );
  const step = run.step === null ? 'none' : `step ${count(run.step)}`;
  const cells = [
    name,
    stateOf(run),
    step,
    bytes(run.topicBytes),
    bytes(run.folderBytes),
    bytes(size(run)),
    action,
  ];
  return row(COLUMNS, cells, { 'data-run': run.name });
}

/** The dialog that deletes a run once its name is typed. deleted(name) is called afterwards. */
function createDeleteDialog(deleted) {
  const part = (name) => document.getElementById(`delete-${name}`);
  const [dialog, form, typed, error, confirm] = ['dialog', 'form', 'typed', 'error', 'confirm'].map(
    part,
  );
  let run = null;
  let pending = false;

  function open(chosen) {
    run = chosen;
    put(part('name'), `run '${run.name}'`);
    put(part('size'), `${bytes(run.topicBytes)} in Kafka, ${bytes(run.folderBytes)} in files`);
    put(error, '');
    typed.value = '';
    check();
    dialog.showModal();
    typed.focus();
  }

  function check() {
    confirm.disabled = pending || typed.value !== run?.name;
    put(confirm, pending ? 'Deleting …' : 'Delete the run');
  }

  async function submit(event) {
    event.preventDefault();
    if (confirm.disabled) {
      return;
    }
    pending = true;
    check();
    try {
      await deleteRun(run.name);
      dialog.close();
      deleted(run.name);
    } catch (failure) {
      put(error, failure.message);
    } finally {
      pending = false;
      check();
    }
  }

  typed.addEventListener('input', check);
  form.addEventListener('submit', submit);
  part('cancel').addEventListener('click', () => dialog.close());
  dialog.addEventListener('cancel', (event) => pending && event.preventDefault());
  return { open };
}
