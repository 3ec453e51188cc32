package dev.aria.runtime.boot;

import com.typesafe.config.Config;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.tracing.ShardTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * What a service is given to work with. The process that made it closes it all, after the service
 * has ended.
 */
public final class ServiceContext {
  private final String service;
  private final Settings settings;
  private final Cluster cluster;
  private final MeterRegistry meters;
  private final ActorSystem<Void> actors;
  private final Clock clock;
  private final Health health = new Health();
  private @Nullable RedisConnection redis;
  private @Nullable ServerWatch watch;
  private volatile ShardTraces traces = ShardTraces.OFF;

  /** For a service that is put together by hand, as in tests; the caller closes what it gives. */
  public ServiceContext(
      String service,
      Settings settings,
      Cluster cluster,
      MeterRegistry meters,
      ActorSystem<Void> actors,
      Clock clock) {
    this.service = service;
    this.settings = settings;
    this.cluster = cluster;
    this.meters = meters;
    this.actors = actors;
    this.clock = clock;
  }

  /** Name of the service, such as {@code teacher-pool}. */
  public String service() {
    return service;
  }

  /** What the services of the run agree on. */
  public RunSettings run() {
    return settings.run();
  }

  /** All settings, for the service's own section {@code aria.<service>}. */
  public Config config() {
    return settings.config();
  }

  /** Settings that every service has. */
  public Settings settings() {
    return settings;
  }

  public Cluster cluster() {
    return cluster;
  }

  public MeterRegistry meters() {
    return meters;
  }

  /**
   * The actor system; spawn with {@code systemActorOf}. What blocks goes on dispatcher {@code
   * aria.pinned}.
   */
  public ActorSystem<Void> actors() {
    return actors;
  }

  public Clock clock() {
    return clock;
  }

  /** Where the service says what must hold for it to be well. */
  public Health health() {
    return health;
  }

  /** Where spans go, if anywhere. */
  public ShardTraces traces() {
    return traces;
  }

  /** From now on spans go to {@code taking}. */
  void tracedBy(ShardTraces taking) {
    traces = taking;
  }

  /** The way to Redis, made when first asked for. */
  public synchronized RedisConnection redis() {
    if (redis == null) {
      redis = RedisConnection.to(settings.redis(), meters);
      if (watch != null) {
        watch.begin("redis", redis::answers);
      }
    }
    return redis;
  }

  /** From now on {@code watch} asks the servers in use, Redis from when it is first asked for. */
  synchronized void watchedBy(ServerWatch watching) {
    watch = watching;
    watch.begin("kafka", cluster::answers);
  }

  synchronized void closeRedis() {
    if (redis != null) {
      redis.close();
    }
  }
}
