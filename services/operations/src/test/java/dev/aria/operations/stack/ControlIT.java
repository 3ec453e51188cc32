package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.RunCommand.Kind;
import dev.aria.operations.control.RunOrders;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.RunProgress;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's orders to the four processes of a run that would go on for long. */
final class ControlIT {
  private static final int STEPS = 100_000;
  private static final int SOME = 20;

  @TempDir Path folder;

  @Test
  void orders_toARunAtWork_areObeyedByEveryProcess() {
    try (TinyStack stack = TinyStack.open(folder, "ordered", STEPS);
        RunMonitor monitor = stack.monitor()) {
      RunOrders orders = new RunOrders(stack.cluster(), stack.run());
      try (RunServices services = stack.services()) {
        services.startAll();
        TinyStack.until(services, () -> monitor.refresh().trained() >= SOME);

        orders.give(Kind.PAUSE, "test");
        long paused = standstill(services, monitor);
        orders.give(Kind.CHECKPOINT, "test");
        TinyStack.until(services, () -> checkpointAt(monitor, paused));
        assertThat(monitor.refresh().drawn()).isEqualTo(paused);

        orders.give(Kind.RESUME, "test");
        TinyStack.until(services, () -> monitor.refresh().trained() >= paused + SOME);

        orders.give(Kind.STOP, "test");
        TinyStack.until(services, services::ended);
        services.check(); // each with exit code 0
        TinyStack.until(services, () -> checkpointAt(monitor, monitor.refresh().trained()));
      }
      long stopped = monitor.refresh().trained();
      assertThat(monitor.finished()).isFalse();

      orders.resumeIfStopped("test");
      try (RunServices again = stack.services()) {
        again.startAll();
        TinyStack.until(again, () -> monitor.refresh().trained() >= stopped + SOME);
      }
      assertThat(trained(stack)).doesNotHaveDuplicates(); // the student went on where it stood
    }
  }

  /** Waits until all that is drawn is trained and nothing is drawn any more; gives the step. */
  private static long standstill(RunServices services, RunMonitor monitor) {
    AtomicLong before = new AtomicLong(-1);
    TinyStack.until(
        services,
        () -> {
          RunProgress progress = monitor.catchUp();
          return progress.trained() == progress.drawn()
              && before.getAndSet(progress.drawn()) == progress.drawn();
        });
    return before.get();
  }

  private static boolean checkpointAt(RunMonitor monitor, long step) {
    monitor.refresh();
    return monitor.checkpoint().map(CheckpointPublished::step).orElse(-1L) == step;
  }

  /** Every (step, shard) that the student has reported. */
  private static List<String> trained(TinyStack stack) {
    List<String> all = new ArrayList<>();
    new TopicScan(stack.cluster())
        .whole(
            Topics.stepReports(stack.run()),
            report -> all.add(report.step() + "/" + report.shard()));
    return all;
  }
}
