package dev.aria.console.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.console.ConsoleSettings;
import dev.aria.console.picture.CheckpointPictures;
import dev.aria.console.thread.BackgroundThreads;
import dev.aria.console.watch.RunFlow;
import dev.aria.console.watch.RunHistory;
import dev.aria.console.watch.RunWatch;
import dev.aria.console.watch.WatchedRun;
import dev.aria.console.watch.WeightsRow;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.control.RunOrders;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RedisSettings;
import dev.aria.runtime.settings.RunSettings;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the page of one run. */
public final class ConsoleServer implements AutoCloseable {
  private static final String ISSUER = "console";
  private static final int THREADS = 48;
  private static final int FEWEST_THREADS = 8;
  private static final int IDLE_MILLIS = 60_000;
  private static final int RESERVED_BY_RULE = -1;
  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(10);

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

  private final ConsoleSettings settings;
  private final WatchedRun watched;
  private final Cluster cluster;
  private final AccessToken token = AccessToken.random();
  private final RequestGuard guard;
  private final ObjectMapper mapper = new ObjectMapper();
  private final EventStreams streams = new EventStreams(mapper);
  private final CheckpointPictures pictures;
  private final RunWatch watch;
  private final RunPages pages;
  private final ServicesPage services;
  private final DeadLetterPage dead;
  private final RunsPage runs;
  private final RedisConnection statistics;
  private final Javalin server;

  /**
   * Serves from {@link #start} on.
   *
   * @param cluster closed by its owner
   * @param redis that of the run
   * @param data folder under which runs have their folders
   * @param folder of the run that is watched
   */
  public ConsoleServer(
      ConsoleSettings settings,
      WatchedRun watched,
      Cluster cluster,
      RedisSettings redis,
      Path data,
      Path folder) {
    this.settings = settings;
    this.watched = watched;
    this.cluster = cluster;
    RunSettings run = watched.run();
    guard = new RequestGuard(token, settings.isLocal());
    pictures =
        new CheckpointPictures(
            run.teacher(),
            folder.resolve("console"),
            step -> streams.send("pictures", Map.of("step", step)));
    pages = new RunPages(cluster, streams, pictures, this::history);
    watch = new RunWatch(watched, cluster, pages, Clock.systemUTC());
    statistics = RedisConnection.to(redis.within(REDIS_PATIENCE));
    services = new ServicesPage(cluster, run, new RegionStatisticsStore(statistics, run.name()));
    dead = new DeadLetterPage(cluster, run);
    runs = new RunsPage(cluster, statistics, data, run.name());
    server = Javalin.create(this::configure);
  }

  private RunHistory history() {
    return watch.history();
  }

  /**
   * Begins to watch and to serve.
   *
   * @throws IllegalStateException when the port is in use
   */
  public void start() {
    try {
      server.start(settings.host(), settings.port());
    } catch (RuntimeException e) {
      close();
      if (isInUse(e)) {
        throw new IllegalStateException(
            "the console cannot listen on %s:%d: the port is in use; name another with --console-port, or 0 for any"
                .formatted(settings.host(), settings.port()),
            e);
      }
      throw e;
    }
    watch.start();
  }

  private static boolean isInUse(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("already in use")) {
        return true;
      }
    }
    return false;
  }

  /** Where the page is, with the token. */
  public String address() {
    return "http://%s:%d/#token=%s".formatted(settings.host(), server.port(), token.secret());
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.jetty.threadPool = threads();
    config.jsonMapper(new JavalinJackson(mapper, false));
    config.staticFiles.add(
        files -> {
          files.directory = "/console";
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache", "Content-Security-Policy", POLICY);
        });
    config.staticFiles.enableWebjars();
    config.http.compressionStrategy = CompressionStrategy.NONE;
    routes(config.routes);
  }

  /** The console never keeps a process alive, nor a run from its processor. */
  private static QueuedThreadPool threads() {
    return new QueuedThreadPool(
        THREADS,
        FEWEST_THREADS,
        IDLE_MILLIS,
        RESERVED_BY_RULE,
        null,
        null,
        new BackgroundThreads("console"));
  }

  private void routes(RoutesConfig routes) {
    routes.before(
        "/api/*",
        request -> {
          request.header("Cache-Control", "no-store");
          if (!request.path().equals("/api/session")) {
            guard.checkLook(request);
          }
        });
    routes.post(
        "/api/session",
        request -> {
          guard.remember(request);
          request.status(HttpStatus.NO_CONTENT);
        });
    routes.get("/api/run", request -> request.json(facts(request)));
    routes.get(
        "/api/regions",
        request -> pages.regionRows().ifPresentOrElse(request::json, () -> none(request)));
    routes.get("/api/regions/{region}", this::region);
    routes.get("/api/history", request -> request.json(watch.history().charts()));
    routes.sse("/api/events", streams::serve);
    routes.get("/api/pictures", request -> request.json(pictures.shown()));
    routes.get("/api/pictures/{step}/{prompt}", this::picture);
    routes.get("/api/people", request -> request.json(people()));
    routes.get("/api/dead", request -> request.json(dead.read()));
    routes.get("/api/runs", request -> request.json(runs.read()));
    routes.delete("/api/runs/{name}", this::delete);
    routes.post("/api/orders/{order}", this::order);
    routes.exception(HttpResponseException.class, ConsoleServer::refuse);
    routes.exception(IllegalStateException.class, (e, r) -> fail(r, HttpStatus.CONFLICT, e));
    routes.exception(RedisUnavailable.class, (e, r) -> fail(r, HttpStatus.SERVICE_UNAVAILABLE, e));
    routes.exception(Exception.class, (e, r) -> fail(r, HttpStatus.INTERNAL_SERVER_ERROR, e));
  }

  private static void refuse(HttpResponseException refusal, Context request) {
    request.status(refusal.getStatus()).json(Map.of("error", String.valueOf(refusal.getMessage())));
  }

  private static void fail(Context request, HttpStatus status, Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    request.status(status).json(Map.of("error", message));
  }

  private static void none(Context request) {
    request.status(HttpStatus.NO_CONTENT);
  }

  private RunFacts facts(Context request) {
    RunSettings run = watched.run();
    return new RunFacts(
        run.name(),
        run.corpus(),
        watched.student(),
        run.steps(),
        run.batch(),
        Math.max(1, run.maxInFlight() / run.batch()),
        run.allocation().scope().name(),
        run.allocation().policy(),
        guard.mayOrder(request));
  }

  private void region(Context request) {
    request.json(
        pages
            .region(number(request, "region"))
            .orElseThrow(() -> new NotFoundResponse("there is no such region")));
  }

  private static int number(Context request, String name) {
    String given = request.pathParam(name);
    if (!given.matches("\\d{1,9}")) {
      throw new NotFoundResponse("'%s' is no number".formatted(given));
    }
    return Integer.parseInt(given);
  }

  private void picture(Context request) {
    String file = request.pathParam("prompt");
    if (!file.matches("\\d{1,4}\\.png")) {
      throw new NotFoundResponse("there is no such picture");
    }
    int prompt = Integer.parseInt(file.substring(0, file.indexOf('.')));
    Path png =
        pictures
            .file(request.pathParam("step"), prompt)
            .orElseThrow(() -> new NotFoundResponse("there is no such picture"));
    try {
      request.contentType("image/png").result(Files.readAllBytes(png));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + png, failure);
    }
  }

  private ServicesPage.Services people() {
    RunFlow flow = pages.flow().orElse(RunFlow.unknown("", 0));
    return services.read(
        flow,
        watched.student(),
        watch.history().checkpoints(),
        watch.history().newestWeights().map(WeightsRow::published));
  }

  private void order(Context request) {
    guard.checkOrder(request);
    RunCommand.Kind kind =
        Optional.of(request.pathParam("order"))
            .filter(order -> order.matches("pause|resume|checkpoint|stop"))
            .map(order -> RunCommand.Kind.valueOf(order.toUpperCase(Locale.ROOT)))
            .orElseThrow(
                () -> new NotFoundResponse("orders are pause, resume, checkpoint and stop"));
    new RunOrders(cluster, watched.run()).give(kind, ISSUER);
    none(request);
  }

  private void delete(Context request) {
    guard.checkOrder(request);
    if (!runs.delete(request.pathParam("name"))) {
      throw new NotFoundResponse("there is no run '%s'".formatted(request.pathParam("name")));
    }
    none(request);
  }

  @Override
  public void close() {
    streams.close();
    watch.close();
    pictures.close();
    server.stop();
    statistics.close();
  }
}
