package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.aria.core.allocation.Scope;
import dev.aria.core.discrepancy.Signal;
import dev.aria.runtime.settings.RunSettings.Allocation;
import java.util.HashMap;
import java.util.Map;

/** The sections of the settings as values, read by full key so that messages name it. */
final class Sections {
  private Sections() {}

  static RunSettings run(Config all) {
    Allocation allocation =
        SectionReader.read(
            all,
            "aria.run.allocation",
            Allocation.class,
            Map.of(
                "constants",
                PolicySections.constants(all, all.getString("aria.run.allocation.policy"))));
    RunSettings settings =
        SectionReader.read(all, "aria.run", RunSettings.class, Map.of("allocation", allocation));
    Bounds.within("aria.run.guidance", settings.guidance(), 0, 1000);
    if (settings.allocation().signal() == Signal.PROBE) {
      Bounds.atLeast(
          "aria.run.probes.per-region (with aria.run.allocation.signal = probe)",
          settings.probes().perRegion(),
          1);
    }
    if (settings.allocation().scope() == Scope.PATHS && settings.pathDraws() == 0) {
      throw new IllegalArgumentException(
          "aria.run.allocation.scope = paths steers path draws, and aria.run.paths.share is 0; raise it, or choose another scope");
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
    return SectionReader.read(
        all, "aria.kafka", KafkaSettings.class, Map.of("client", Map.copyOf(client)));
  }

  static RedisSettings redis(Config all) {
    return SectionReader.read(
        all, "aria.redis", RedisSettings.class, Map.of("security", RedisSecurity.of(all)));
  }

  static MetricsSettings metrics(Config all) {
    return SectionReader.read(all, "aria.metrics", MetricsSettings.class);
  }

  static LogSettings log(Config all) {
    return SectionReader.read(all, "aria.log", LogSettings.class);
  }

  static TensorBoardSettings tensorBoard(Config all) {
    return SectionReader.read(all, "aria.tensorboard", TensorBoardSettings.class);
  }

  static TracingSettings tracing(Config all) {
    return SectionReader.read(all, "aria.tracing", TracingSettings.class);
  }
}
