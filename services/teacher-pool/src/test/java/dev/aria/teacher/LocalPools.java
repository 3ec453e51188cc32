package dev.aria.teacher;

import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.teacher.inference.Teacher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Pools in this JVM over a real broker, for one test: a field that is not static. */
final class LocalPools implements AfterEachCallback {
  private final RealKafka kafka;
  private final ActorTestKit actors = ActorTestKit.create();

  LocalPools(RealKafka kafka) {
    this.kafka = kafka;
  }

  /** A pool that was started, and its end. */
  record Pool(
      ActorRef<TeacherPool.Command> actor,
      SimpleMeterRegistry meters,
      CompletableFuture<Void> done) {
    double batches() {
      return meters.counter("aria.teacher.batches").count();
    }
  }

  /** Starts {@code member} of the run's pools, with a worker for each of {@code devices}. */
  Pool start(
      RunSettings run, String member, List<String> devices, Function<String, Teacher> teachers) {
    var registry = new SimpleMeterRegistry();
    CompletableFuture<Void> done = new CompletableFuture<>();
    return new Pool(
        actors.spawn(
            TeacherPool.create(
                PoolParts.of(kafka.cluster(), run, member, devices, teachers, registry), done)),
        registry,
        done);
  }

  /** Whether the run's group has {@code count} members now, those in other processes among them. */
  boolean hasMembers(RunSettings run, int count) {
    return kafka.cluster().members("aria-%s-teachers".formatted(run.name())) == count;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    actors.shutdownTestKit();
  }
}
