// What the page knows of the run. Its buffers are bounded, so a page may stay open for weeks.

const PROGRESS_LIMIT = 400;
const VERSIONS_LIMIT = 200;

/** A list that drops every second row, but not the newest, when it is full. */
export class Thinned {
  constructor(limit) {
    this.limit = limit;
    this.rows = [];
  }

  push(row) {
    if (this.rows.length >= this.limit) {
      const newest = this.rows.length - 1;
      this.rows = this.rows.filter((_, i) => (newest - i) % 2 === 0);
    }
    this.rows.push(row);
  }

  replace(rows) {
    this.rows = [];
    rows.forEach((row) => this.push(row));
  }

  get newest() {
    return this.rows.at(-1) ?? null;
  }
}

/** Something to be loaded: its value, or why it cannot be had. */
export class Resource {
  constructor(load, changed) {
    this.load = load;
    this.changed = changed;
    this.value = null;
    this.error = null;
    this.loaded = false;
    this.pending = null;
  }

  /** Asks the server, unless it is being asked already. */
  refresh() {
    this.pending ??= this.attempt().finally(() => {
      this.pending = null;
      this.changed();
    });
    return this.pending;
  }

  /** Asks after what is under way, whose answer may be too old. */
  async renew() {
    await this.pending;
    return this.refresh();
  }

  async attempt() {
    try {
      this.value = await this.load();
      this.loaded = true;
      this.error = null;
    } catch (failure) {
      this.error = failure.message;
    }
  }
}

/** The newest facts of the run, as the stream of events and the history tell them. */
export class State {
  constructor() {
    this.run = null;
    this.flow = null;
    this.flowAt = 0; // when news came, by this machine's clock
    this.connected = true;
    this.progress = new Thinned(PROGRESS_LIMIT);
    this.versions = new Thinned(VERSIONS_LIMIT);
    this.checkpoint = null;
  }

  /** A second's facts. The events tell no progress by themselves, so a row is made of them. */
  setFlow(flow) {
    if (flow.time !== this.flow?.time) {
      this.flowAt = Date.now(); // a stream that opens repeats the newest event, which is no news
    }
    this.flow = flow;
    const step = flow.trained;
    if (step === null || step <= (this.progress.newest?.step ?? 0)) {
      return;
    }
    const rate = flow.rates?.trained ?? null;
    const samplesPerSecond = rate === null || !this.run ? null : rate * this.run.batch;
    this.progress.push({ step, time: flow.time, loss: flow.loss, samplesPerSecond });
  }

  /** Other students may learn from the run's log; their checkpoints are none of the run's. */
  setCheckpoint(checkpoint) {
    if (!this.run || checkpoint.student === this.run.student) {
      this.checkpoint = checkpoint;
    }
  }

  addWeights(weights) {
    if (!this.versions.rows.some((known) => known.version === weights.version)) {
      this.versions.push(weights);
    }
  }

  /** Takes the server's history, and keeps what events told meanwhile. */
  setHistory({ progress, weights }) {
    const rows = this.progress.rows;
    const versions = this.versions.rows;
    this.progress.replace(progress);
    this.versions.replace(weights);
    const step = this.progress.newest?.step ?? -1;
    const time = this.versions.newest?.time ?? -1;
    rows.filter((row) => row.step > step).forEach((row) => this.progress.push(row));
    versions.filter((row) => row.time > time).forEach((row) => this.addWeights(row));
  }
}
