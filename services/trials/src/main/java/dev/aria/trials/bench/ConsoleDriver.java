package dev.aria.trials.bench;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.core.thread.Pause;
import dev.aria.operations.monitor.RunDisplay;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.trials.bench.ConsolePhases.Watching;
import dev.aria.trials.bench.ProcessTimes.Reading;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts a console beside a run, lets it hang and go on, and kills it, as the steps go on. */
final class ConsoleDriver implements RunDisplay {
  private static final String CONSOLE = "console";
  private static final Duration LOOK = Duration.ofMillis(100);

  private final ConsolePhases phases;
  private final Path data;
  private final Clock clock;
  private final List<Reading> readings = new ArrayList<>();
  private Optional<ConsoleProcess> console = Optional.empty();
  private long events;

  /** A console of a run whose folder lies under {@code data}. */
  ConsoleDriver(ConsolePhases phases, Path data, Clock clock) {
    this.phases = phases;
    this.data = data;
    this.clock = clock;
  }

  /** Events that the console's page was sent; known once the run is over. */
  long events() {
    return events;
  }

  /** Watches until closed; closing throws what went wrong meanwhile. */
  @Override
  public Open open(Servers servers, Cluster cluster, Run run) {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () -> drive(cluster, run, over),
            task -> new DaemonThreads("consoles").newThread(task).start());
    return () -> {
      over.set(true);
      ended.join();
    };
  }

  private void drive(Cluster cluster, Run run, AtomicBoolean over) {
    Watching now = Watching.ABSENT;
    try (RunMonitor monitor = new RunMonitor(cluster, run.settings(), run.student())) {
      while (!over.get()) {
        Watching wanted = phases.at(monitor.refresh().trained());
        if (wanted != now) {
          change(wanted, run);
          now = wanted;
        }
        if (now == Watching.WATCHED) {
          console.ifPresent(this::read);
        }
        Pause.of(LOOK, "watching a run's steps");
      }
    } finally {
      console.ifPresent(ConsoleProcess::close);
    }
  }

  private void change(Watching wanted, Run run) {
    switch (wanted) {
      case WATCHED -> {
        if (console.isPresent()) {
          console.get().goOn();
        } else {
          console =
              Optional.of(
                  ConsoleProcess.start(data, run.settings().name(), run.files().log(CONSOLE)));
        }
      }
      case HUNG -> console.ifPresent(ConsoleProcess::hang);
      case ABSENT -> {
        events = console.map(ConsoleProcess::events).orElse(0L);
        console.ifPresent(ConsoleProcess::close);
        console = Optional.empty();
      }
    }
  }

  private void read(ConsoleProcess watched) {
    readings.add(new Reading(clock.instant(), Map.of(CONSOLE, watched.spent())));
  }

  /** Cores that consoles kept busy from the end of one step to that of another. */
  double cores(StepEnds ends, Window window) {
    return ProcessTimes.cores(readings, ends.begin(window), ends.end(window))
        .getOrDefault(CONSOLE, 0.0);
  }
}
