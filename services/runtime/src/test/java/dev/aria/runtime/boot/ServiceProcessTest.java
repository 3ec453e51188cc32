package dev.aria.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.settings.SettingsRefused;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {
  private static final String PATIENCE = "-Daria.kafka.unreachable-after=1 s";

  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Test
  void run_finishedService_exitsWith0AndEndsItsActors() {
    List<ActorSystem<Void>> actors = new ArrayList<>();

    int code =
        run(
            context -> {
              actors.add(context.actors());
              events.add(context.service() + " of " + context.run().name());
              return finished();
            },
            "-Daria.run.name=r7");

    assertThat(code).isZero();
    assertThat(events).containsExactly("tester of r7");
    assertThat(actors.get(0).getWhenTerminated().toCompletableFuture()).isCompleted();
  }

  @Test
  void run_toldToStop_stopsTheServiceAndExitsWith0() {
    int code =
        run(
            context -> {
              CompletableFuture<Void> done = new CompletableFuture<>();
              stop.complete(null);
              return new Fake(
                  done,
                  () -> {
                    events.add("stopped");
                    done.complete(null);
                  });
            });

    assertThat(code).isZero();
    assertThat(events).containsExactly("stopped");
  }

  @Test
  void run_failedService_exitsWith1() {
    int code =
        run(
            context ->
                new Fake(
                    CompletableFuture.failedFuture(new IllegalStateException("halfway")),
                    () -> events.add("stopped")));

    assertThat(code).isEqualTo(ServiceProcess.FAILED);
  }

  /** How a native library that cannot be unpacked or loaded shows itself. */
  @Test
  void run_startThatEndsInAnError_exitsWith1() {
    int code =
        run(
            context -> {
              throw new NoClassDefFoundError("Could not initialize class Native");
            });

    assertThat(code).isEqualTo(ServiceProcess.FAILED);
  }

  @Test
  void run_failingStart_exitsWith1() {
    int code =
        run(
            context -> {
              context.cluster().ensure(Topics.ofRun(context.run()));
              return finished();
            },
            "-Daria.kafka.bootstrap-servers=127.0.0.1:1",
            PATIENCE);

    assertThat(code).isEqualTo(ServiceProcess.FAILED);
  }

  @Test
  void run_unknownSetting_exitsWith2AndStartsNothing() {
    int code =
        run(
            context -> {
              events.add("started");
              return finished();
            },
            "-Daria.run.shrads=2");

    assertThat(code).isEqualTo(ServiceProcess.BAD_SETTINGS);
    assertThat(events).isEmpty();
  }

  @Test
  void run_serviceThatRefusesItsSettings_exitsWith2() {
    int code =
        run(
            context -> {
              throw new SettingsRefused("aria.tester.size is 0", new RuntimeException());
            });

    assertThat(code).isEqualTo(ServiceProcess.BAD_SETTINGS);
  }

  private int run(ServiceStart start, String... args) {
    return new ServiceProcess("tester", start, stop).run(args);
  }

  private static RunningService finished() {
    return new Fake(CompletableFuture.completedFuture(null), () -> {});
  }

  private record Fake(CompletionStage<Void> done, Runnable stopping) implements RunningService {
    @Override
    public void stop() {
      stopping.run();
    }
  }
}
