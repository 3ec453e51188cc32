package dev.aria.streamer;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.NewestRecord;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TransactionalWriter;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
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

  private final StreamerParts parts;
  private final Cluster cluster;
  private final RunSettings run;
  private final SampledModel model;
  private final SamplerMeters meters;
  private final RegionMaps maps;
  private final AwaitedCorpus awaited;
  private @Nullable OpenCorpus corpus;
  private @Nullable Drawing drawing;

  Sampler(StreamerParts parts, SampledModel model, SamplerMeters meters) {
    this.parts = parts;
    this.cluster = parts.cluster();
    this.run = parts.run();
    this.model = model;
    this.meters = meters;
    cluster.ensure(Topics.ofRun(run));
    this.awaited = new AwaitedCorpus(parts, Tagger.promptsTopic(cluster, run));
    this.maps = new RegionMaps(cluster, run, model.encoderDigest());
  }

  @Override
  public boolean turn() {
    if (corpus == null) {
      corpus =
          maps.find().map(map -> OpenCorpus.open(parts, model.conditionShape(), map)).orElse(null);
      return true;
    }
    if (drawing == null) {
      corpus.follower().follow(WAIT);
      drawing = awaited.isIn(corpus) ? start(corpus) : null;
      return true;
    }
    corpus.follower().follow(Duration.ZERO);
    drawing.turn();
    meters.observe(drawing, corpus.store().prompts());
    return !drawing.finished();
  }

  private Drawing start(OpenCorpus open) {
    RegionMapRecord map = open.map();
    open.store().sync();
    TransactionalWriter writer =
        cluster.transactionalWriter(
            "aria.%s.sampler".formatted(run.name()), Topics.draws(run), Topics.samplerState(run));
    SamplerState state = state(map); // after the writer: it rolls back what a predecessor left open
    new LoggedDraws(cluster, run).refuseOtherThan(state);
    StepMaker.Pairs pairs = model.assigned(map, RegionMapMaker.byField(run));
    var conditioning = model.conditioning(run.conditioning());
    var maker = new StepMaker(run, conditioning, open.store(), map, pairs);
    var gate = new InFlightGate(run, map.digest());
    var view = new ControlView(run, map, Steering.natural(map, pairs.index()));
    var control = new ControlFollower(cluster.reader(Topics.control(run), List.of(0)), view);
    control.catchUp();
    StartedRun.refuseOtherControl(state, control.nextOffset());
    var reports = new ReportFollower(cluster, Topics.stepReports(run), gate);
    LOG.info(
        "run '{}': drawing from step {} of {}, {} prompts in {} regions",
        run.name(),
        state.nextStep(),
        run.steps(),
        open.store().prompts(),
        map.regions());
    var channels = new Drawing.Channels(control, reports, writer);
    return new Drawing(run, parts.settings().stepsPerTransaction(), maker, gate, channels, state);
  }

  private SamplerState state(RegionMapRecord map) {
    try (TopicReader<SamplerState> reader = cluster.reader(Topics.samplerState(run), List.of(0))) {
      Optional<SamplerState> last =
          NewestRecord.find(reader, state -> state.run().equals(run.name()));
      last.ifPresent(state -> StartedRun.refuseStranger(run, map.digest(), state));
      return last.orElseGet(() -> StepMaker.start(run, map.digest()));
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
