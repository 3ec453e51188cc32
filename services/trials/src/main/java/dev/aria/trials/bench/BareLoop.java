package dev.aria.trials.bench;

import dev.aria.models.model.ModelFiles;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.Trainable;
import dev.aria.operations.stack.Connections;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The loops that the pipeline is measured against, in a process of their own: the same teacher,
 * student, micro-batches, optimizer and steps, and no log, broker or report. Prints when each step
 * ended. Arguments: contender, run file, the student's first weights.
 */
final class BareLoop {
  /** Steps that the teacher may be ahead: one being learned, one ready. */
  private static final int AHEAD = 2;

  /** Steps held in memory; the student goes round them. */
  private static final int HELD_STEPS = 64;

  private static final double RATE = 2e-3;
  private static final int WARM_UP = 100;
  private static final int LONG_RUN = 1_000_000;

  private final Settings settings;
  private final RunSettings run;
  private final Path teacher;
  private final Clock clock = Clock.systemUTC();

  private BareLoop(Settings settings) {
    this.settings = settings;
    this.run = settings.run();
    this.teacher = TeacherFiles.of(run.teacher()).model();
  }

  /** Runs one loop to the end of its steps. */
  public static void main(String[] arguments) throws InterruptedException {
    Locale.setDefault(Locale.ROOT); // numbers in its report are for machines
    Settings settings = Settings.load("--config", arguments[1]);
    Contender contender = Contender.valueOf(arguments[0]);
    OptimizerSettings rate = OptimizerSettings.cosine(RATE, WARM_UP, LONG_RUN);
    try (PairedSet pairs = PairedSets.open(settings.run().pairedSet());
        Trainable student = Trainable.open(Path.of(arguments[2]), rate, "cpu")) {
      new BareLoop(settings).run(contender, pairs, student);
    }
  }

  private void run(Contender contender, PairedSet pairs, Trainable student)
      throws InterruptedException {
    switch (contender) {
      case OVERLAPPED -> overlapped(pairs, student);
      case SEQUENTIAL -> sequential(pairs, student);
      case IN_MEMORY -> inMemory(pairs, student);
      case PIPELINE, PROBED, PATHS, REPLAY ->
          throw new IllegalArgumentException(contender + " is no bare loop");
    }
  }

  private void sequential(PairedSet pairs, Trainable student) {
    try (InProcessTeacher targets = new InProcessTeacher(run, pairs, teacher)) {
      for (long step = 0; step < run.steps(); step++) {
        learn(student, targets.of(step));
      }
    }
  }

  private void overlapped(PairedSet pairs, Trainable student) throws InterruptedException {
    BlockingQueue<List<MicroBatch>> ready = new ArrayBlockingQueue<>(AHEAD - 1);
    Thread teaching = new Thread(() -> teach(pairs, ready), "teacher");
    teaching.setUncaughtExceptionHandler(
        (thread, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1); // the student would wait for ever
        });
    teaching.start();
    for (long step = 0; step < run.steps(); step++) {
      learn(student, ready.take());
    }
    teaching.join();
  }

  private void teach(PairedSet pairs, BlockingQueue<List<MicroBatch>> ready) {
    try (InProcessTeacher targets = new InProcessTeacher(run, pairs, teacher)) {
      for (long step = 0; step < run.steps(); step++) {
        ready.put(targets.of(step));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void inMemory(PairedSet pairs, Trainable student) {
    RecordedTargets targets;
    try (Cluster cluster = Connections.cluster(settings.kafka())) {
      targets =
          RecordedTargets.read(
              cluster,
              run,
              pairs,
              ModelFiles.describe(teacher),
              Math.toIntExact(Math.min(HELD_STEPS, run.steps())));
    }
    for (long step = 0; step < run.steps(); step++) {
      learn(student, targets.of(step));
    }
  }

  private void learn(Trainable student, List<MicroBatch> shards) {
    List<ShardGradient> gradients = shards.stream().map(student::shardGradient).toList();
    student.apply(gradients);
    System.out.println(clock.instant());
    if (System.out.checkError()) {
      throw new IllegalStateException("nobody reads the times any more");
    }
  }
}
