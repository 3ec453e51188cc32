package dev.aria.trials.inprocess;

import dev.aria.allocator.LockStepAllocator;
import dev.aria.core.allocation.AllocationPolicy;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.StepReport;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.TeacherSheet;
import dev.aria.streamer.drawing.LockStepSampler;
import dev.aria.streamer.drawing.SamplerInputs;
import dev.aria.teacher.LockStepTeacher;
import dev.aria.trainer.LockStepTrainer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A whole run in one thread, in lock step: a step is drawn, answered by the teacher, learned and
 * folded before the next is drawn. So it is a pure function of settings and corpus. The weights
 * after a tick hold from the very next step on; in the pipeline they come later by the steps that
 * are in flight then. A run that is cut short leaves nothing and is begun again.
 */
public final class InProcessRun {
  private final Settings settings;
  private final RunSettings run;
  private final TaggedCorpus corpus;
  private final UnaryOperator<AllocationPolicy> rule;

  /**
   * What is told of a run as it goes, on its thread.
   *
   * <p>No method does anything unless it is overridden.
   */
  public interface Listener {
    /** A shard of a step is learned. */
    default void reported(StepReport report) {}

    /** Weights hold from the next step on. */
    default void published(SamplingWeights weights) {}

    /**
     * A step is learned.
     *
     * @param step the step, from 0
     * @param teacherPasses so far
     * @param student the student as it is now
     */
    default void learned(long step, long teacherPasses, Snapshot student) {}
  }

  /** A student in training, which can be had as files. */
  @FunctionalInterface
  public interface Snapshot {
    /** Writes the student's files, as the end of a run does, where the settings say. */
    void export();
  }

  /**
   * What a run came to.
   *
   * @param weightsSha256 of the student's weights, as the pipeline's last checkpoint announces it
   * @param teacherPasses samples sent through the teacher for targets
   */
  public record Outcome(String weightsSha256, long teacherPasses) {}

  private record Services(
      LockStepSampler sampler,
      LockStepTeacher teacher,
      LockStepTrainer trainer,
      LockStepAllocator allocator) {}

  /** A run under the sampling rule that {@code settings} name; the rest is as below. */
  public InProcessRun(Settings settings, TaggedCorpus corpus) {
    this(settings, corpus, UnaryOperator.identity());
  }

  /**
   * @param settings of a run as its services are given them; Kafka's and Redis' are not used
   * @param corpus its prompts
   * @param rule what takes the place of the sampling rule that the settings name, given that rule
   * @throws RunRefused when the corpus is tagged by other regions than the settings ask for, or the
   *     settings name experts
   */
  public InProcessRun(
      Settings settings, TaggedCorpus corpus, UnaryOperator<AllocationPolicy> rule) {
    this.settings = settings;
    this.rule = rule;
    this.run = settings.run();
    this.corpus = corpus;
    if (!run.experts().isEmpty()) {
      throw new RunRefused(
          "aria.run.experts names %s, but prompts of a run in one process name no teacher; leave the key out, or run the four services (./aria up)"
              .formatted(run.experts().keySet()));
    }
    if (!run.accepts(corpus.map())) {
      throw new RunRefused(
          "run '%s' asks for %d regions of corpus '%s', the corpus given is '%s' with %d"
              .formatted(
                  run.name(),
                  run.regions().count(),
                  run.corpus(),
                  corpus.map().corpus(),
                  corpus.map().regions()));
    }
  }

  /**
   * Trains the student to the run's last step, and writes it into its output folder.
   *
   * @throws IllegalStateException when the thread is interrupted
   */
  public Outcome train(Listener listener) {
    try (PairedSet pairs = PairedSets.open(run.pairedSet());
        LockStepTeacher teacher = LockStepTeacher.open(settings, pairs);
        LockStepTrainer trainer = LockStepTrainer.open(settings, pairs)) {
      if (run.probes().perRegion() > 0 && run.allocation().signal() == Signal.PROBE) {
        teacher.probes(corpus.map().digest(), corpus.pages()).forEach(trainer::add);
      }
      LockStepAllocator allocator = new LockStepAllocator(run, corpus.map(), pairs, rule);
      Services services = new Services(sampler(pairs), teacher, trainer, allocator);
      while (!services.sampler().finished()) {
        refuseInterrupt();
        step(services, listener);
      }
      trainer.export();
      return new Outcome(trainer.weightsSha256(), teacher.passes());
    }
  }

  private LockStepSampler sampler(PairedSet pairs) {
    TimestepFractions fractions = TeacherSheet.read(run.teacher()).fractions();
    SamplerInputs inputs =
        new SamplerInputs(
            corpus.map().encoderDigest(), corpus.prompts().conditionShape(), pairs, fractions);
    return new LockStepSampler(run, inputs, corpus.prompts(), corpus.map());
  }

  private void refuseInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("run '%s' is interrupted".formatted(run.name()));
    }
  }

  private static void step(Services services, Listener listener) {
    List<StepReport> reports =
        services.trainer().learn(services.teacher().targets(services.sampler().next()));
    for (StepReport report : reports) {
      listener.reported(report);
      services
          .allocator()
          .report(report)
          .ifPresent(
              weights -> {
                services.sampler().use(weights);
                listener.published(weights);
              });
    }
    listener.learned(
        reports.get(0).step(), services.teacher().passes(), services.trainer()::export);
  }
}
