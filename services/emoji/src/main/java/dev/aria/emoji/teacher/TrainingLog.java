package dev.aria.emoji.teacher;

import dev.aria.models.training.StepOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says how training goes: a line to people now and then, and the same as a row of a TSV file. */
final class TrainingLog {
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Path file;
  private final PrintStream screen;
  private final Clock clock;
  private final TeacherPlan plan;
  private Instant since;
  private long stepsSince;
  private double lossSince;

  TrainingLog(Path file, PrintStream screen, Clock clock, TeacherPlan plan) {
    this.file = file;
    this.screen = screen;
    this.clock = clock;
    this.plan = plan;
    this.since = clock.instant();
  }

  /** Takes note of a step; says the mean since the last line where it is time for one. */
  void add(StepOutcome outcome) {
    stepsSince++;
    lossSince += outcome.loss();
    Duration passed = Duration.between(since, clock.instant());
    if (passed.compareTo(EVERY) >= 0 || outcome.step() == plan.steps()) {
      say(outcome, lossSince / stepsSince, passed.toMillis() / 1000.0);
      since = clock.instant();
      stepsSince = 0;
      lossSince = 0;
    }
  }

  private void say(StepOutcome outcome, double loss, double seconds) {
    double perSecond = stepsSince / Math.max(seconds, 1e-3);
    double left = (plan.steps() - outcome.step()) / perSecond / 60;
    screen.printf(
        "step %d/%d  images %dk  loss %.4f  norm %.3f  rate %.2e  %.0f images/s  %.1f min left%n",
        outcome.step(),
        plan.steps(),
        outcome.step() * plan.batch() / 1000,
        loss,
        outcome.gradientNorm(),
        outcome.learningRate(),
        perSecond * plan.batch(),
        left);
    append("%s\t%d\t%.5f\t%.1f%n".formatted(clock.instant(), outcome.step(), loss, perSecond));
  }

  private void append(String row) {
    try {
      Files.writeString(file, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
