package dev.aria.trials.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processor time of this process and of all that it started, read once a second. */
final class ProcessTimes implements AutoCloseable {
  /**
   * What each process had spent at one moment.
   *
   * @param at the moment
   * @param spent processor time since its start, by name
   */
  record Reading(Instant at, Map<String, Duration> spent) {}

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> reading;
  private final Clock clock;
  private final List<Reading> readings = new ArrayList<>();

  ProcessTimes(Clock clock) {
    this.clock = clock;
    reading = timer.scheduleAtFixedRate(this::read, 0, 1, TimeUnit.SECONDS);
  }

  private void read() {
    Map<String, Duration> spent = new TreeMap<>();
    Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
        .forEach(
            process ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(time -> spent.merge(name(process), time, Duration::plus)));
    synchronized (readings) {
      readings.add(new Reading(clock.instant(), spent));
    }
  }

  /** Java's own {@code arguments()} is empty where a class path makes them longer than 4 KiB. */
  private static String name(ProcessHandle process) {
    try {
      return name(
          Arrays.asList(
              Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                  .split("\0", -1)));
    } catch (IOException ended) {
      return name(List.of(process.info().command().orElse("unknown")));
    }
  }

  /** The main class of one of ours without its package, the program's name otherwise. */
  static String name(List<String> commandLine) {
    return commandLine.stream()
        .filter(part -> part.matches("dev\\.aria\\.[\\w.]+"))
        .findFirst()
        .map(main -> main.substring(main.lastIndexOf('.') + 1))
        .orElseGet(() -> program(commandLine.get(0)));
  }

  /** Without its folder, and without what a server has put behind it as its title. */
  private static String program(String path) {
    String first = path.split(" ", 2)[0];
    return first.substring(first.lastIndexOf('/') + 1);
  }

  /** Cores that each process kept busy from {@code from} to {@code to}. */
  Map<String, Double> cores(Instant from, Instant to) {
    synchronized (readings) {
      return cores(readings, from, to);
    }
  }

  /** Between the readings nearest to {@code from} and {@code to}. */
  static Map<String, Double> cores(List<Reading> readings, Instant from, Instant to) {
    Reading first = nearest(readings, from);
    Reading last = nearest(readings, to);
    double seconds = seconds(Duration.between(first.at(), last.at()));
    Map<String, Double> cores = new TreeMap<>();
    if (seconds > 0) {
      last.spent()
          .forEach(
              (name, spent) -> {
                Duration before = first.spent().getOrDefault(name, Duration.ZERO);
                cores.put(name, seconds(spent.minus(before)) / seconds);
              });
    }
    return cores;
  }

  private static Reading nearest(List<Reading> readings, Instant moment) {
    return readings.stream()
        .min(Comparator.comparing(reading -> Duration.between(reading.at(), moment).abs()))
        .orElseThrow();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Override
  public void close() {
    reading.cancel(false);
    timer.shutdown();
  }
}
