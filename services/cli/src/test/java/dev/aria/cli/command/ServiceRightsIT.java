package dev.aria.cli.command;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.embedded.BrokerSecurity;
import dev.aria.embedded.Certificates;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.embedded.EmbeddedRedis;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.operations.stack.TinyFamily;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.operations.stack.TinyStack;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each service as a Kafka user of its own, with the rights of docs/how-to/secure.md alone. */
final class ServiceRightsIT {
  private static final String OWNER = "owner";
  private static final String SECRET = "hunter2";
  private static final String RUN = "rights";
  private static final String RUN_TOPICS = "aria." + RUN + ".";
  private static final String CORPUS_TOPICS = "aria.tiny.";
  private static final int STEPS = 40;

  @TempDir Path folder;

  @Test
  void fourServices_eachWithItsOwnRightsAlone_bringARunToItsEnd() throws Exception {
    Certificates certificates = Certificates.make(folder, "broker");
    TinyRuns problem = new TinyRuns(folder, TinyFamily.FILM_MLP);
    RunFiles files = problem.prepare(RUN, STEPS);
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.resolve("kafka"), security(certificates));
        EmbeddedRedis redis = EmbeddedRedis.start(folder.resolve("redis"))) {
      Map<String, String> common = new HashMap<>(settings(kafka, certificates));
      common.put("aria.redis.uri", redis.uri());
      common.put("aria.tensorboard.folder", folder.resolve("by-the-trainer").toString());
      Settings owner = asOwner(files, common);
      grant(owner);
      try (Cluster cluster = cluster(owner)) {
        new CorpusLoading(cluster, owner.run().corpus()).append(problem.corpus());

        assertThat(trained(files, common, new RunMonitor(cluster, owner.run(), TinyRuns.STUDENT)))
            .isEqualTo(STEPS);
      }
      assertCommandsWork(files, common);
    }
  }

  /** Commands reach the servers that the run file names, as it says, and start none. */
  private void assertCommandsWork(RunFiles files, Map<String, String> common) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(common);
    settings.putAll(as(OWNER));
    List<String> lines = new ArrayList<>(List.of(included(files.settings())));
    settings.forEach((key, value) -> lines.add("%s = \"%s\"".formatted(key, value)));
    Path config = Files.write(folder.resolve("secure.conf"), lines);
    Path data = folder.resolve("elsewhere");

    assertThat(aria("status", config, data)).contains(STEPS + " steps of", "ticks folded");
    assertThat(aria("audit", config, data)).contains("lost 0, doubled 0, wrong 0");
    assertThat(aria("tensorboard", config, data)).contains(STEPS + " events of student");
    assertThat(events(data.resolve("tensorboard")))
        .hasSameBinaryContentAs(events(folder.resolve("by-the-trainer")));

    assertThat(data.resolve("kafka")).doesNotExist();
    assertThat(data.resolve("redis")).doesNotExist();
  }

  /** The one event file below {@code folder}. */
  private static Path events(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(RUN).resolve(TinyRuns.STUDENT))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static String included(Path settings) {
    return "include file(\"%s\")".formatted(settings);
  }

  private static String aria(String command, Path config, Path data) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    List<String> arguments =
        new ArrayList<>(List.of(command, "--config", config.toString(), "--data", data.toString()));
    if (command.equals("audit")) {
      arguments.addAll(List.of("--student", TinyRuns.STUDENT));
    } else if (command.equals("tensorboard")) {
      arguments.addAll(List.of("--out", data.resolve(command).toString()));
    }
    int exit =
        new CommandLine(new AriaCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).as(errors.toString()).isZero();
    return out.toString();
  }

  private static long trained(RunFiles files, Map<String, String> common, RunMonitor monitor) {
    try (monitor;
        RunServices services = new RunServices(files, common)) {
      for (ServiceKind kind : ServiceKind.values()) {
        services.start(kind, kind.serviceName(), as(user(kind)));
      }
      TinyStack.untilFinished(services, monitor);
      return monitor.catchUp().trained();
    }
  }

  private static String user(ServiceKind kind) {
    return kind.serviceName().replace("-", "");
  }

  private static Map<String, String> as(String user) {
    return Map.of("aria.kafka.security.username", user, "aria.kafka.security.password", SECRET);
  }

  private static BrokerSecurity security(Certificates certificates) {
    Map<String, String> users =
        Stream.of(ServiceKind.values())
            .collect(Collectors.toMap(ServiceRightsIT::user, kind -> SECRET));
    users.put(OWNER, SECRET);
    return new BrokerSecurity(certificates.keystore(), Certificates.PASSWORD, users, OWNER);
  }

  private static Map<String, String> settings(EmbeddedKafka kafka, Certificates certificates) {
    return Map.of(
        "aria.kafka.bootstrap-servers", kafka.bootstrap(),
        "aria.kafka.security.protocol", "SASL_SSL",
        "aria.kafka.security.truststore", certificates.certificate().toString());
  }

  private static Settings asOwner(RunFiles files, Map<String, String> common) {
    Map<String, String> all = new LinkedHashMap<>(common);
    all.putAll(as(OWNER));
    List<String> arguments = new ArrayList<>(List.of("--config", files.settings().toString()));
    all.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    return Settings.load(arguments.toArray(String[]::new));
  }

  private static Cluster cluster(Settings settings) {
    return KafkaCluster.connect(
        settings.kafka(), "tester", new SimpleMeterRegistry(), Clock.systemUTC());
  }

  private static void grant(Settings owner) throws Exception {
    Map<String, Object> properties = new HashMap<>(owner.kafka().client());
    properties.put("bootstrap.servers", owner.kafka().bootstrapServers());
    List<AclBinding> rules = new ArrayList<>();
    streamer(new Rules(user(ServiceKind.PROMPT_STREAMER), rules));
    teacher(new Rules(user(ServiceKind.TEACHER_POOL), rules));
    trainer(new Rules(user(ServiceKind.STUDENT_TRAINER), rules));
    allocator(new Rules(user(ServiceKind.ALLOCATOR), rules));
    try (Admin admin = Admin.create(properties)) {
      admin.createAcls(rules).all().get();
    }
  }

  private static void streamer(Rules rules) {
    rules
        .everyService()
        .reads(CORPUS_TOPICS, "prompts.", "tagged-prompts.", "region-maps.")
        .reads(RUN_TOPICS, "control.", "sampler-state.", "draws.", "step-reports.")
        .allow(TOPIC, CORPUS_TOPICS + "tagged-prompts.", CREATE, WRITE)
        .allow(TOPIC, CORPUS_TOPICS + "region-maps.", CREATE, WRITE)
        .writes(RUN_TOPICS, "draws.", "sampler-state.")
        .allow(GROUP, CORPUS_TOPICS + "tagger.", READ, DESCRIBE)
        .transacts(RUN_TOPICS + "sampler", CORPUS_TOPICS + "tagger.");
  }

  private static void teacher(Rules rules) {
    rules
        .everyService()
        .reads(RUN_TOPICS, "draws.", "targets.", "probes.", "control.", "sampler-state.")
        .reads(CORPUS_TOPICS, "region-maps.", "tagged-prompts.")
        .writes(RUN_TOPICS, "targets.", "probes.")
        .allow(GROUP, "aria-" + RUN + "-teachers", READ, DESCRIBE)
        .transacts("aria-" + RUN + "-teacher-");
  }

  private static void trainer(Rules rules) {
    rules
        .everyService()
        .reads(RUN_TOPICS, "targets.", "probes.", "control.", "checkpoints.")
        .reads(RUN_TOPICS, "gradients.", "peers.", "step-reports.") // these for TensorBoard
        .writes(RUN_TOPICS, "step-reports.", "checkpoints.", "gradients.", "peers.")
        .allow(GROUP, RUN_TOPICS + "gradients.", READ, DESCRIBE);
  }

  private static void allocator(Rules rules) {
    rules
        .everyService()
        .reads(RUN_TOPICS, "step-reports.", "checkpoints.", "control.")
        .reads(CORPUS_TOPICS, "region-maps.")
        .writes(RUN_TOPICS, "control.")
        .transacts(RUN_TOPICS + "allocator");
  }

  /** What {@code user} may do, by the beginnings of names. */
  private record Rules(String user, List<AclBinding> all) {
    Rules everyService() {
      return allow(TOPIC, RUN_TOPICS, CREATE, DESCRIBE);
    }

    Rules reads(String owner, String... nouns) {
      Stream.of(nouns).forEach(noun -> allow(TOPIC, owner + noun, READ, DESCRIBE));
      return this;
    }

    Rules writes(String owner, String... nouns) {
      Stream.of(nouns).forEach(noun -> allow(TOPIC, owner + noun, WRITE, DESCRIBE));
      return this;
    }

    Rules transacts(String... ids) {
      Stream.of(ids).forEach(id -> allow(TRANSACTIONAL_ID, id, WRITE, DESCRIBE));
      return this;
    }

    Rules allow(ResourceType type, String beginning, AclOperation... operations) {
      ResourcePattern pattern = new ResourcePattern(type, beginning, PatternType.PREFIXED);
      Stream.of(operations)
          .map(
              operation ->
                  new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW))
          .forEach(entry -> all.add(new AclBinding(pattern, entry)));
      return this;
    }
  }
}
