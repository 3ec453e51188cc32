package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.aria.runtime.settings.RunSettings.Allocation;
import dev.aria.runtime.settings.RunSettings.Conditioning;
import dev.aria.runtime.settings.RunSettings.Probes;
import dev.aria.runtime.settings.RunSettings.Regions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sections of the settings as values, read by full key so that messages name it. */
final class Sections {
  private Sections() {}

  static RunSettings run(Config all) {
    RunSettings settings =
        new RunSettings(
            all.getString("aria.run.name"),
            all.getString("aria.run.corpus"),
            all.getLong("aria.run.seed"),
            all.getLong("aria.run.lineage"),
            all.getLong("aria.run.steps"),
            all.getInt("aria.run.shards"),
            all.getInt("aria.run.micro-batch"),
            all.getInt("aria.run.work-partitions"),
            all.getLong("aria.run.max-in-flight"),
            all.getInt("aria.run.draws-per-prompt"),
            Path.of(all.getString("aria.run.teacher")),
            Path.of(all.getString("aria.run.paired-set")),
            all.getDouble("aria.run.guidance"),
            all.getBoolean("aria.run.half-targets"),
            regions(all),
            conditioning(all),
            allocation(all),
            probes(all));
    Bounds.within("aria.run.guidance", settings.guidance(), 0, 1000);
    if (settings.allocation().signal().equals("probe")) {
      Bounds.atLeast(
          "aria.run.probes.per-region (with aria.run.allocation.signal = probe)",
          settings.probes().perRegion(),
          1);
    }
    return settings;
  }

  static KafkaSettings kafka(Config all) {
    Map<String, String> client = new HashMap<>(KafkaSecurity.properties(all));
    all.getConfig("aria.kafka.client")
        .entrySet()
        .forEach(
            entry ->
                client.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    entry.getValue().unwrapped().toString()));
    return new KafkaSettings(
        all.getString("aria.kafka.bootstrap-servers"),
        client,
        all.getDuration("aria.kafka.unreachable-after"),
        all.getDuration("aria.kafka.notice-every"),
        all.getDuration("aria.kafka.fetch-wait"),
        all.getDuration("aria.kafka.session-timeout"),
        all.getDuration("aria.kafka.transaction-timeout"),
        all.getInt("aria.kafka.replication"));
  }

  static RedisSettings redis(Config all) {
    return new RedisSettings(
        all.getString("aria.redis.uri"),
        all.getDuration("aria.redis.timeout"),
        all.getDuration("aria.redis.lease-ttl"),
        RedisSecurity.of(all));
  }

  static MetricsSettings metrics(Config all) {
    return new MetricsSettings(
        all.getBoolean("aria.metrics.enabled"),
        all.getString("aria.metrics.host"),
        all.getInt("aria.metrics.port"),
        Optional.of(all.getString("aria.metrics.port-file"))
            .filter(f -> !f.isBlank())
            .map(Path::of),
        all.getDuration("aria.metrics.unhealthy-after"));
  }

  static LogSettings log(Config all) {
    return new LogSettings(
        all.getString("aria.log.format"),
        all.getString("aria.log.level"),
        all.getString("aria.log.libraries"));
  }

  private static Regions regions(Config all) {
    return new Regions(
        all.getString("aria.run.regions.source"),
        all.getInt("aria.run.regions.count"),
        all.getInt("aria.run.regions.sample"));
  }

  private static Conditioning conditioning(Config all) {
    return new Conditioning(
        all.getString("aria.run.conditioning.swap"),
        all.getDouble("aria.run.conditioning.swap-parameter"),
        all.getDouble("aria.run.conditioning.null-probability"));
  }

  private static Allocation allocation(Config all) {
    return new Allocation(
        all.getString("aria.run.allocation.policy"),
        all.getString("aria.run.allocation.scope"),
        all.getString("aria.run.allocation.objective"),
        all.getString("aria.run.allocation.signal"),
        PolicySections.constants(all, all.getString("aria.run.allocation.policy")),
        all.getString("aria.run.allocation.tracker"),
        all.getInt("aria.run.allocation.warm-up-steps"),
        all.getInt("aria.run.allocation.steps-per-tick"));
  }

  private static Probes probes(Config all) {
    return new Probes(
        all.getInt("aria.run.probes.per-region"), all.getInt("aria.run.probes.every-steps"));
  }
}
