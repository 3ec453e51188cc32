package dev.aria.streamer.drawing;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.tracing.ShardTraces;
import dev.aria.runtime.tracing.TracedStage;
import dev.aria.runtime.tracing.TracedWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws step after step while the gate and the operator let it. Whole steps and the state after
 * them are one transaction, so that a sampler that dies goes on exactly where the log ends.
 */
final class Drawing implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMillis(20);

  private final RunSettings run;
  private final int stepsPerTransaction;
  private final StepMaker maker;
  private final InFlightGate gate;
  private final ControlFollower control;
  private final ReportFollower reports;
  private final TransactionalWriter writer;
  private final Told traces;
  private final Topic<DrawBatch> draws;
  private final Topic<SamplerState> states;
  private SamplerState state;

  /**
   * What it follows and where it writes; closed with it.
   *
   * @param writer under the run's one transactional id
   * @param traces told of what is committed
   */
  record Channels(
      ControlFollower control, ReportFollower reports, TransactionalWriter writer, Told traces) {}

  /** Where it is told which draws were made and committed, and when. */
  record Told(ShardTraces traces, InstantSource clock) {
    private void committed(List<StepMaker.Step> steps, Instant began) {
      TracedWork.Interval time = new TracedWork.Interval(began, clock.instant());
      for (StepMaker.Step step : steps) {
        for (DrawBatch batch : step.batches()) {
          if (traces.keeps(batch.step())) {
            traces.add(TracedWork.of(TracedStage.DRAW, batch, time, Map.of()));
          }
        }
      }
    }
  }

  Drawing(
      RunSettings run,
      int stepsPerTransaction,
      StepMaker maker,
      InFlightGate gate,
      Channels channels,
      SamplerState state) {
    this.run = run;
    this.stepsPerTransaction = stepsPerTransaction;
    this.maker = maker;
    this.gate = gate;
    this.control = channels.control();
    this.reports = channels.reports();
    this.writer = channels.writer();
    this.traces = channels.traces();
    this.draws = Topics.draws(run);
    this.states = Topics.samplerState(run);
    this.state = state;
  }

  /** Draws what may be drawn now, or waits a moment; whether it drew anything. */
  boolean turn() {
    control.follow();
    reports.follow(Duration.ZERO);
    Instant began = traces.clock().instant();
    List<StepMaker.Step> steps = make();
    if (steps.isEmpty()) {
      reports.follow(IDLE);
    } else {
      writer.commit(
          transaction -> {
            for (StepMaker.Step step : steps) {
              for (DrawBatch batch : step.batches()) {
                int partition = run.workPartition(batch.step(), batch.shard());
                transaction.send(draws, partition, key(batch), batch);
              }
            }
            transaction.send(states, 0, run.name(), last(steps));
          });
      traces.committed(steps, began);
      state = last(steps);
    }
    return !steps.isEmpty();
  }

  private List<StepMaker.Step> make() {
    List<StepMaker.Step> steps = new ArrayList<>();
    SamplerState next = state;
    while (steps.size() < stepsPerTransaction && mayDraw(next)) {
      StepMaker.Step step = maker.make(next, control.view().weights(), control.nextOffset());
      steps.add(step);
      next = step.after();
    }
    return steps;
  }

  private boolean mayDraw(SamplerState next) {
    return next.nextStep() < run.steps() && !control.view().holds() && gate.admits(next.nextStep());
  }

  private static String key(DrawBatch batch) {
    return batch.step() + "/" + batch.shard();
  }

  private static SamplerState last(List<StepMaker.Step> steps) {
    return steps.get(steps.size() - 1).after();
  }

  /** Why the next step is not drawn yet. */
  String waitsFor() {
    String reason =
        control.view().holds()
            ? "an operator holds the draws (aria control resume lets them go on)"
            : "%d samples are drawn and not trained, at most %d may be (aria.run.max-in-flight); the lead student has reported %d steps on every shard"
                .formatted(inFlight(), run.maxInFlight(), gate.trainedSteps());
    return "run '%s': step %d of %d waits: %s"
        .formatted(run.name(), state.nextStep(), run.steps(), reason);
  }

  /** State after the last transaction. */
  SamplerState state() {
    return state;
  }

  /** Samples drawn and not yet trained. */
  long inFlight() {
    return (state.nextStep() - gate.trainedSteps()) * run.batch();
  }

  /** Reports of another run, lineage or map. */
  long refusedReports() {
    return gate.refused();
  }

  /** Whether an operator wants no draws. */
  boolean held() {
    return control.view().holds();
  }

  /** Control records that changed nothing. */
  long refusedControls() {
    return control.view().refused();
  }

  /** Whether nothing is left to draw: the run's last step is done, or an operator has ended it. */
  boolean finished() {
    return state.nextStep() >= run.steps() || control.view().stopped();
  }

  @Override
  public void close() {
    try (writer;
        reports) {
      control.close();
    }
  }
}
