package dev.aria.operations.manifest;

import dev.aria.operations.manifest.RunOpening.State;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run whose services a command has at work, as its {@code run.json} tells it: running from {@link
 * #begin} on, then finished or stopped, and failed when it is closed before it was either.
 */
public final class OpenedRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedRun.class);

  private final ManifestFile file;
  private final Settings settings;
  private final Cluster cluster;
  private final Clock clock;
  private State state = State.RUNNING;

  private OpenedRun(ManifestFile file, Settings settings, Cluster cluster, Clock clock) {
    this.file = file;
    this.settings = settings;
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * Writes that {@code command} opens the run.
   *
   * @param settings of the run
   * @throws ManifestUnreadable when there is a {@code run.json} that cannot be read
   */
  public static OpenedRun begin(
      String command, RunFiles files, Settings settings, Cluster cluster, Clock clock) {
    ManifestFile file = ManifestFile.of(files);
    RunOpening opening = Opener.of(command).opening(Versions.here(System.getenv()), clock);
    file.update(
        before ->
            before.opened(
                opening, ofTheRun(settings), InputDigests.of(settings, cluster, before.inputs())));
    return new OpenedRun(file, settings, cluster, clock);
  }

  /** Where its servers were, and who signed in there, makes no other run. */
  private static Map<String, String> ofTheRun(Settings settings) {
    Map<String, String> shown = new TreeMap<>(settings.shown());
    shown.keySet().removeIf(key -> key.startsWith("aria.kafka.") || key.startsWith("aria.redis."));
    return shown;
  }

  /**
   * The student is finished: writes what it has come to.
   *
   * @param passes samples that this opening sent through the teacher; empty when nobody counted
   */
  public void finished(OptionalLong passes) {
    become(State.FINISHED, passes);
    new RunCompletion(file, settings, cluster).complete();
  }

  /**
   * The services are stopped in good order; a run that is finished stays so. Asks Kafka nothing.
   */
  public void stopped(OptionalLong passes) {
    if (state == State.RUNNING) {
      become(State.STOPPED, passes);
    }
  }

  /**
   * The services have ended by themselves: the run is finished, though nobody has noticed, or an
   * operator has stopped it.
   *
   * @param passes as for {@link #finished}
   */
  public void ended(OptionalLong passes) {
    stopped(passes);
    if (state == State.STOPPED && new RunCompletion(file, settings, cluster).isDue()) {
      finished(passes);
    }
  }

  private void become(State next, OptionalLong passes) {
    state = next;
    attempt(
        () ->
            file.update(
                before ->
                    before
                        .last()
                        .map(last -> before.withLast(last.became(next, clock.instant(), passes)))
                        .orElse(before)));
  }

  /** A run that has begun does not fail because nobody can write down how it went. */
  private static void attempt(Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      LOG.warn("run.json is not up to date: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    if (state == State.RUNNING) {
      become(State.FAILED, OptionalLong.empty());
    }
  }
}
