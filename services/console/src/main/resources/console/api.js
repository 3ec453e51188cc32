// Requests to the console's server, its stream of events, and the token that allows orders.

const TOKEN_KEY = 'aria.console.token';
const SILENCE_MS = 10_000; // the server sends an event a second
const REOPEN_MS = 3_000;

/** What the server answered in place of what was asked for; its message is a sentence. */
export class RequestFailed extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

let token = null;
let session = Promise.resolve(); // what is only looked at waits for it

/** Takes the token from the address (#token=HEX; true), or else from this tab's storage. */
export function takeToken() {
  const match = /^#token=([0-9a-fA-F]+)$/.exec(location.hash);
  if (match) {
    token = match[1];
    history.replaceState(null, '', location.pathname + location.search);
  }
  try {
    if (match) {
      sessionStorage.setItem(TOKEN_KEY, token);
    } else {
      token ??= sessionStorage.getItem(TOKEN_KEY);
    }
  } catch {
    // storage is blocked: the token lasts until the page is loaded anew
  }
  return match !== null;
}

export function hasToken() {
  return token !== null;
}

/** The answer's JSON, or null when the server has no content yet (204). */
export async function getJson(path) {
  await session;
  const response = await request(path, { headers: { Accept: 'application/json' } });
  return response.status === 204 ? null : response.json();
}

/**
 * Asks for a cookie in place of the token. The stream of events and pictures cannot carry a header,
 * and a console that serves other machines shows nothing without one of the two.
 */
export function openSession() {
  if (token !== null) {
    const asked = request('/api/session', { method: 'POST', headers: authority() });
    session = asked.catch(() => {}); // a token that is not known: /api/run tells it, and why
  }
  return session;
}

/** /api/run goes with the token, so that the server can tell whether this page may give orders. */
export async function getRun() {
  await session;
  return (await request('/api/run', { headers: authority() })).json();
}

export function giveOrder(order) {
  return request(`/api/orders/${order}`, { method: 'POST', headers: authority() });
}

export function deleteRun(name) {
  const path = `/api/runs/${encodeURIComponent(name)}`;
  return request(path, { method: 'DELETE', headers: authority() });
}

/** Address of a picture; step is a number, or "teacher". */
export function pictureAddress(step, prompt) {
  return `/api/pictures/${step}/${prompt}.png`;
}

function authority() {
  return token === null ? {} : { 'X-Aria-Token': token };
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new RequestFailed('The console does not answer.', 0);
  }
  if (!response.ok) {
    throw new RequestFailed(await sentence(response), response.status);
  }
  return response;
}

async function sentence(response) {
  try {
    const { error } = await response.json();
    if (typeof error === 'string' && error) {
      return error;
    }
  } catch {
    // no JSON: the status has to do
  }
  return `The console answered with status ${response.status}.`;
}

/**
 * The stream of events. It opens itself again when it is lost or silent.
 * handlers: by kind of event, called with the event's data.
 */
export class Events {
  constructor(handlers, { opened, lost }) {
    this.handlers = handlers;
    this.opened = opened;
    this.lost = lost;
    this.heard = 0;
    this.open();
    setInterval(() => this.watch(), 1_000);
  }

  open() {
    this.heard = Date.now();
    this.source = new EventSource('/api/events');
    this.source.onopen = () => {
      this.heard = Date.now();
      this.opened();
    };
    this.source.onerror = () => this.lost();
    for (const kind of Object.keys(this.handlers)) {
      this.source.addEventListener(kind, (event) => this.receive(kind, event));
    }
  }

  receive(kind, event) {
    this.heard = Date.now();
    try {
      this.handlers[kind](JSON.parse(event.data));
    } catch (failure) {
      console.error(`event '${kind}' cannot be read`, failure);
    }
  }

  /** The browser gives up after some failures, and never notices a silent connection. */
  watch() {
    const quiet = Date.now() - this.heard;
    const closed = this.source.readyState === EventSource.CLOSED && quiet > REOPEN_MS;
    if (closed || quiet > SILENCE_MS) {
      this.source.close();
      this.lost();
      this.open();
    }
  }
}
