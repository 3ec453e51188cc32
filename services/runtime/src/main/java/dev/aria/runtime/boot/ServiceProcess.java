package dev.aria.runtime.boot;

import com.typesafe.config.ConfigException;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.settings.SettingsRefused;
import dev.aria.runtime.tracing.OtelTraces;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a service: settings, what it works with, its work, and the way out. */
final class ServiceProcess {
  static final int FINISHED = 0;
  static final int FAILED = 1;
  static final int BAD_SETTINGS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final ServiceStart start;
  private final CompletableFuture<Void> stop;
  private final Deque<Runnable> closing = new ArrayDeque<>();

  /**
   * A life to come.
   *
   * @param name name of the service
   * @param start starts it
   * @param stop completes when the service shall end
   */
  ServiceProcess(String name, ServiceStart start, CompletableFuture<Void> stop) {
    this.name = name;
    this.start = start;
    this.stop = stop;
  }

  /** Lives it, and returns the exit code. */
  int run(String... args) {
    try {
      Settings settings = Settings.load(args);
      LogSetup.configure(settings.log(), name);
      LOG.debug("settings:\n{}", settings.dump());
      return work(settings);
    } catch (SettingsRefused e) {
      System.err.println(name + ": " + e.getMessage());
      return BAD_SETTINGS;
    }
  }

  private int work(Settings settings) {
    try {
      RunningService service = started(context(settings));
      LOG.info("{} of run '{}' is at work", name, settings.run().name());
      awaitEnd(service.done().toCompletableFuture(), stop.thenRun(service::stop));
      LOG.info(stop.isDone() ? "{} has stopped" : "{} has finished", name);
      return FINISHED;
    } catch (ConfigException | SettingsRefused e) {
      LOG.error("{}: {}", name, e.getMessage());
      return BAD_SETTINGS;
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      report(e);
      return FAILED;
    } finally {
      closing.forEach(ServiceProcess::quietly);
    }
  }

  private RunningService started(ServiceContext context) {
    try {
      return start.start(context);
    } catch (IllegalArgumentException e) {
      throw new SettingsRefused(String.valueOf(e.getMessage()), e);
    }
  }

  /** Closed in reverse: the endpoint last to open is first to go. */
  private ServiceContext context(Settings settings) {
    PrometheusMeterRegistry meters = Meters.registry(name, settings.run().name());
    closing.push(meters::close);
    KafkaCluster cluster = KafkaCluster.connect(settings.kafka(), name, meters, Clock.systemUTC());
    closing.push(cluster::close);
    CompletableFuture<Void> unused = stop.thenRun(cluster::leave);
    ActorSystem<Void> actors =
        ActorSystem.create(Behaviors.<Void>empty(), "aria", settings.config());
    closing.push(() -> end(actors));
    ServiceContext context =
        new ServiceContext(name, settings, cluster, meters, actors, Clock.systemUTC());
    closing.push(context::closeRedis);
    if (settings.tracing().isOn()) {
      OtelTraces traces = OtelTraces.open(settings.tracing(), name, settings.run().name());
      closing.push(traces::close);
      context.tracedBy(traces);
    }
    if (settings.metrics().enabled()) {
      ServerWatch watch =
          new ServerWatch(context.health(), settings.metrics().unhealthyAfter(), context.clock());
      closing.push(watch::close);
      context.watchedBy(watch);
      closing.push(Endpoint.open(settings.metrics(), meters, context.health())::close);
    }
    return context;
  }

  /** Waits for as long as the service works, but not forever once it shall stop. */
  private static void awaitEnd(CompletableFuture<Void> done, CompletableFuture<Void> stopping) {
    CompletableFuture.anyOf(done.handle((ok, f) -> true), stopping.handle((ok, f) -> true)).join();
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new CutOff("did not stop within %d s and is cut off".formatted(PATIENCE.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while at work", e);
    }
  }

  private static final class CutOff extends RuntimeException {
    CutOff(String message) {
      super(message);
    }
  }

  /** One line for what is foreseen; the trace as well for what is a defect. */
  private void report(Throwable thrown) {
    Throwable failure = thrown;
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (failure.getClass().getName().startsWith("dev.aria.")) {
      LOG.error("{} failed: {}", name, failure.getMessage());
      LOG.debug("where it failed", failure);
    } else {
      LOG.error("{} failed: {}", name, failure.toString(), failure);
    }
  }

  private static void end(ActorSystem<Void> actors) {
    actors.terminate();
    CompletableFuture<?> ended = actors.getWhenTerminated().toCompletableFuture();
    ended.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void quietly(Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      LOG.warn("while closing: {}", e.toString());
    }
  }
}
