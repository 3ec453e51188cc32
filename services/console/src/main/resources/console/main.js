// Starts the page: loads what does not change, follows the events, and draws the visible view.
import { Events, getJson, getRun, openSession, takeToken } from './api.js';
import { createDeadView } from './dead.js';
import { createFlow } from './flow.js';
import { createHeader } from './header.js';
import { createHistoryView } from './history.js';
import { createMapView } from './map.js';
import { createOrders } from './orders.js';
import { createPeopleView } from './people.js';
import { createPicturesView } from './pictures.js';
import { createRunsView } from './runs.js';
import { Resource, State } from './state.js';
import { createTabs } from './tabs.js';

const DRAW_MS = 1_000;

takeToken();
const state = new State();
const resource = (path) =>
  new Resource(
    () => getJson(path),
    () => draw(),
  );
const parts = {
  state,
  run: new Resource(getRun, () => tookRun()),
  history: new Resource(
    () => getJson('/api/history'),
    () => tookHistory(),
  ),
  regions: resource('/api/regions'),
  pictures: resource('/api/pictures'),
  people: resource('/api/people'),
  dead: resource('/api/dead'),
  runs: resource('/api/runs'),
};

const views = Object.fromEntries(
  Object.entries({
    flow: createFlow,
    map: createMapView,
    history: createHistoryView,
    pictures: createPicturesView,
    people: createPeopleView,
    dead: createDeadView,
    runs: createRunsView,
  }).map(([name, create]) => [name, create(document.getElementById(`view-${name}`), parts)]),
);
const header = createHeader(state, parts.run);
const orders = createOrders(state);
const tabs = createTabs(Object.keys(views), (name) => {
  views[name].show();
  draw();
});

let timer = null;
let drawnAt = 0;

/** Events are drawn at most once a second. What a reader asked for is drawn at once. */
function drawSoon() {
  timer ??= setTimeout(draw, Math.max(0, drawnAt + DRAW_MS - Date.now()));
}

function draw() {
  clearTimeout(timer);
  timer = null;
  if (document.hidden) {
    return; // drawn when the page is looked at again
  }
  drawnAt = Date.now();
  header.draw();
  orders.draw();
  views[tabs.current()].draw();
}

function tookRun() {
  const { value } = parts.run;
  if (state.run && value && value.run !== state.run.run) {
    location.reload(); // another run is watched at this address now
    return;
  }
  state.run = value;
  draw();
}

function tookHistory() {
  const { value, error } = parts.history;
  if (value && !error) {
    state.setHistory(value);
    parts.history.value = true; // the state holds the rows now
  }
  draw();
}

function changed(change) {
  return (data) => {
    change(data);
    drawSoon();
  };
}

const events = {
  flow: changed((flow) => state.setFlow(flow)),
  weights: changed((weights) => {
    state.addWeights(weights);
    const { value, loaded, error } = parts.regions;
    if (value === null && (loaded || error)) {
      parts.regions.refresh(); // weights are made of a map, so there is one now
    }
  }),
  checkpoint: changed((checkpoint) => {
    state.setCheckpoint(checkpoint);
    if (tabs.current() === 'people') {
      parts.people.renew();
    }
  }),
  pictures: changed(() => {
    if (tabs.current() === 'pictures') {
      parts.pictures.renew();
    }
  }),
};

/** Events were missed before the stream opened, so what they tell is loaded again. */
function opened() {
  state.connected = true;
  for (const part of [parts.run, parts.history, parts.regions]) {
    part.renew();
  }
  drawSoon();
}

function lost() {
  state.connected = false;
  if (!parts.run.loaded) {
    parts.run.refresh();
  }
  drawSoon();
}

addEventListener('hashchange', async () => {
  if (takeToken()) {
    await openSession();
    parts.run.renew();
  }
});
document.addEventListener('visibilitychange', () => draw());
document.addEventListener('themechange', () => draw());
openSession().then(() => new Events(events, { opened, lost }));
tabs.start();
