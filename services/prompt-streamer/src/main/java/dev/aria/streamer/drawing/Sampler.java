package dev.aria.streamer.drawing;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.thread.WaitNotice;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.corpus.RawCorpus;
import dev.aria.streamer.corpus.RegionMaps;
import dev.aria.streamer.corpus.StreamerContext;
import dev.aria.streamer.store.StoredCorpus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples the draws of a run: waits for the region map and the tagged corpus, takes up the run's
 * state, and draws to the end. While it draws it goes on taking in what is tagged.
 */
final class Sampler implements Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final Duration WAIT = Duration.ofMillis(200);

  private final StreamerContext context;
  private final Cluster cluster;
  private final RunSettings run;
  private final DrawingSettings settings;
  private final SamplerInputs inputs;
  private final SamplerMeters meters;
  private final RegionMaps maps;
  private final AwaitedCorpus awaited;
  private final WaitNotice notice;
  private @Nullable StoredCorpus corpus;
  private @Nullable Drawing drawing;

  Sampler(
      StreamerContext context,
      DrawingSettings settings,
      SamplerInputs inputs,
      SamplerMeters meters) {
    this.context = context;
    this.cluster = context.cluster();
    this.run = context.run();
    this.settings = settings;
    this.inputs = inputs;
    this.meters = meters;
    cluster.ensure(Topics.ofRun(run));
    this.notice = new WaitNotice(context.clock(), LOG::info);
    RawCorpus prompts = RawCorpus.open(context);
    this.awaited =
        new AwaitedCorpus(prompts, settings.waitForCorpus() ? prompts.ends() : Map.of(), notice);
    this.maps = new RegionMaps(context, inputs.encoderDigest());
  }

  @Override
  public boolean turn() {
    if (corpus == null) {
      awaitMap();
      return true;
    }
    if (drawing == null) {
      corpus.follow(WAIT);
      drawing = awaited.isIn(corpus) ? start(corpus) : null;
      return true;
    }
    corpus.follow(Duration.ZERO);
    boolean drew = drawing.turn();
    meters.observe(drawing, corpus.prompts());
    if (drew) {
      notice.over();
    } else if (!drawing.finished()) {
      notice.waiting(drawing::waitsFor);
    }
    return !drawing.finished();
  }

  private void awaitMap() {
    corpus = maps.find().map(this::open).orElse(null);
    if (corpus == null) {
      notice.waiting(
          () ->
              "run '%s': no draws yet: corpus '%s' has no region map for aria.run.regions and this encoder; a tagger makes it (aria.prompt-streamer.tags)"
                  .formatted(run.name(), run.corpus()));
    } else {
      notice.over();
    }
  }

  private StoredCorpus open(RegionMapRecord map) {
    StoredCorpus opened =
        StoredCorpus.open(context, map, inputs.conditionShape(), settings.store());
    if (lastState().isPresent()) {
      opened.leaveOutUnknownTeachers();
    }
    return opened;
  }

  private Drawing start(StoredCorpus stored) {
    RegionMapRecord map = stored.map();
    stored.sync();
    stored.leaveOutUnknownTeachers();
    TransactionalWriter writer =
        cluster.transactionalWriter(
            KafkaIds.sampler(run), Topics.draws(run), Topics.samplerState(run));
    SamplerState state = state(map); // after the writer: it rolls back what a predecessor left open
    new LoggedDraws(cluster, run).refuseOtherThan(state);
    StartedRun.refuseOtherPaths(run, state);
    StepMaker.Pairs pairs = inputs.assigned(run, map);
    var conditioning = inputs.conditioning(run);
    var maker = new StepMaker(run, conditioning, stored.corpus(), map, pairs);
    var gate = new InFlightGate(run, map.digest());
    var view = new ControlView(run, map, BranchWeights.natural(map, pairs.index()));
    var control = new ControlFollower(cluster.reader(Topics.control(run), List.of(0)), view);
    control.catchUp();
    StartedRun.refuseOtherControl(state, control.nextOffset());
    var reports = new ReportFollower(cluster, Topics.stepReports(run), gate);
    LOG.info(
        "run '{}': drawing from step {} of {}, {} prompts in {} regions",
        run.name(),
        state.nextStep(),
        run.steps(),
        stored.prompts(),
        map.regions());
    var traces = new Drawing.Told(context.traces(), context.clock());
    var channels = new Drawing.Channels(control, reports, writer, traces);
    return new Drawing(run, settings.stepsPerTransaction(), maker, gate, channels, state);
  }

  private SamplerState state(RegionMapRecord map) {
    Optional<SamplerState> last = lastState();
    last.ifPresent(state -> StartedRun.refuseOtherMap(run, map.digest(), state));
    last.ifPresent(state -> StartedRun.refuseOtherTeachers(run, inputs.teachersDigest(), state));
    return last.orElseGet(() -> StepMaker.start(run, map.digest()));
  }

  private Optional<SamplerState> lastState() {
    try (TopicReader<SamplerState> reader = cluster.reader(Topics.samplerState(run), List.of(0))) {
      return NewestRecord.find(reader, state -> state.run().equals(run.name()));
    }
  }

  @Override
  public void close() {
    if (drawing != null) {
      drawing.close();
    }
    if (corpus != null) {
      corpus.close();
    }
    maps.close();
  }
}
