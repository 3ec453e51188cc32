package dev.aria.operations.stack;

import dev.aria.embedded.FreePorts;
import dev.aria.operations.run.RunFiles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The service processes of one run, started and stopped together: by their owner, or when this
 * process is told to stop, and then before the servers they work with.
 */
public final class RunServices implements AutoCloseable {
  private final RunFiles run;
  private final Map<String, String> common;
  private final Map<String, ChildService> processes = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Runnable end = this::stop;
  private boolean stopping;

  /** Services of {@code run}, each to be started with {@code common} settings on top of its own. */
  public RunServices(RunFiles run, Map<String, String> common) {
    this.run = run;
    this.common = Map.copyOf(common);
    EndOfProcess.ours().add(end);
  }

  /**
   * Starts one more service under {@code name}, its log named after it.
   *
   * @throws IllegalStateException when they are being stopped
   */
  public synchronized ChildService start(
      ServiceKind kind, String name, Map<String, String> overrides) {
    if (stopping) {
      throw new IllegalStateException(
          "the services of run '%s' are being stopped".formatted(run.name()));
    }
    int port = freePort();
    while (ports.containsValue(port)) { // given out, but not bound yet
      port = freePort();
    }
    Map<String, String> settings = new LinkedHashMap<>(common);
    settings.put("aria.metrics.port", Integer.toString(port));
    settings.putAll(overrides);
    ChildService process = ChildService.start(kind, name, run.settings(), settings, run.log(name));
    processes.put(name, process);
    ports.put(name, port);
    return process;
  }

  /** Starts one of each kind under its own name. */
  public void startAll() {
    for (ServiceKind kind : ServiceKind.values()) {
      start(kind, kind.serviceName(), Map.of());
    }
  }

  /** Port of the metrics of service {@code name}, if it was started. */
  public Optional<Integer> port(String name) {
    return Optional.ofNullable(ports.get(name));
  }

  /**
   * Looks whether every service still runs or has ended well.
   *
   * @throws ServiceDied when one has not
   */
  public void check() {
    for (ChildService process : processes.values()) {
      if (!process.isAlive()) {
        int exitCode = process.exit().join();
        if (exitCode != 0) {
          throw new ServiceDied(process, exitCode);
        }
      }
    }
  }

  /** Whether every service has ended, as after an operator's stop. */
  public boolean ended() {
    return processes.values().stream().noneMatch(ChildService::isAlive);
  }

  private static int freePort() {
    return FreePorts.find(1).get(0);
  }

  /** Asks all to stop at once, then waits for each. */
  @Override
  public void close() {
    stop();
    EndOfProcess.ours().remove(end);
  }

  private void stop() {
    terminateAll();
    processes.values().forEach(ChildService::close);
  }

  private synchronized void terminateAll() {
    stopping = true;
    processes.values().forEach(ChildService::terminate);
  }
}
