package dev.aria.teacher;

import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RunSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;

/** A pool in a process of its own, to be killed, frozen and thawed; it ends with this one. */
final class PoolProcess implements AutoCloseable {
  private final Process process;

  private PoolProcess(Process process) {
    this.process = process;
  }

  static PoolProcess start(String bootstrap, RunSettings run, String member, long millis) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
            "-cp",
            System.getProperty("java.class.path"),
            PoolProcess.class.getName(),
            bootstrap,
            run.name(),
            Integer.toString(run.workPartitions()),
            member,
            Long.toString(millis));
    try {
      return new PoolProcess(
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("no pool could be started", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int rc = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (rc != 0) {
        throw new AssertionError("kill " + signal + " gave " + rc);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Kill -9. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }

  /** Bootstrap servers, run, work partitions, member, milliseconds of a call. */
  public static void main(String[] args) throws IOException {
    RunSettings run = SmallRuns.of(args[1], "work-partitions=" + args[2]);
    var registry = new SimpleMeterRegistry();
    KafkaCluster cluster =
        KafkaCluster.connect(
            KafkaSettings.of(args[0]), "teacher-pool", registry, InstantSource.system());
    var millis = new AtomicLong(Long.parseLong(args[4]));
    TeacherPool.Parts parts =
        PoolParts.of(
            cluster,
            run,
            args[3],
            List.of("cpu"),
            device -> new PacedTeacher(PoolParts.arithmetic(), millis),
            registry);
    CompletableFuture<Void> done = new CompletableFuture<>();
    var unused = done.whenComplete((ok, failure) -> end(failure));
    ActorSystem.create(TeacherPool.create(parts, done), "pool");
    while (System.in.read() >= 0) {} // until the parent is gone
    Runtime.getRuntime().halt(0);
  }

  private static void end(Throwable failure) {
    if (failure != null) {
      System.err.println("pool ended: " + failure);
    }
    Runtime.getRuntime().halt(failure == null ? 0 : 1);
  }
}
