package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.embedded.BrokerSecurity;
import dev.aria.embedded.Certificates;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that gives its user the rights of docs/how-to/secure.md's simplest rule alone. */
class KafkaRightsIT {
  private static final String SECRET = "hunter2";
  private static final String OWNER = "owner";
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Everything on what begins so; the run is r1. */
  private static final Map<ResourceType, List<String>> RIGHTS =
      Map.of(
          ResourceType.TOPIC, List.of("aria.r1."),
          ResourceType.GROUP, List.of("aria.r1.", "aria-r1-"),
          ResourceType.TRANSACTIONAL_ID, List.of("aria.r1.", "aria-r1-"));

  /** There already, and only to be read. */
  private static final Topic<String> CORPUS = Texts.topic("aria.c1.region-maps.v1", 1);

  @TempDir static Path dir;
  private static Certificates certificates;
  private static EmbeddedKafka broker;
  private static KafkaCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    certificates = Certificates.make(dir, "broker");
    broker =
        EmbeddedKafka.start(
            dir.resolve("kafka"),
            new BrokerSecurity(
                certificates.keystore(),
                Certificates.PASSWORD,
                Map.of("aria", SECRET, OWNER, SECRET),
                OWNER));
    Map<String, Object> owner = new HashMap<>(settings(OWNER).client());
    owner.put("bootstrap.servers", broker.bootstrap());
    try (Admin admin = Admin.create(owner)) {
      admin.createAcls(rules().toList()).all().get();
      admin.createTopics(List.of(new NewTopic(CORPUS.name(), 1, (short) 1))).all().get();
    }
    cluster =
        KafkaCluster.connect(
            settings("aria"), "tester", new SimpleMeterRegistry(), InstantSource.system());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    broker.close();
  }

  @Test
  void work_ofOneRun_needsNothingElse() {
    Topic<String> source = Texts.topic("aria.r1.draws.v1", 1);
    Topic<String> result = Texts.topic("aria.r1.targets.v1", 1);
    cluster.ensure(List.of(source, result));
    try (TopicWriter<String> plain = cluster.writer(source)) {
      plain.send(0, "key", "poison").toCompletableFuture().join(); // goes to the dead letters
      plain.send(0, "key", "drawn").toCompletableFuture().join();
    }

    try (GroupReader<String> reader = cluster.groupReader(source, "aria-r1-teachers");
        TransactionalWriter writer = cluster.transactionalWriter("aria-r1-teacher-a")) {
      assertThat(Texts.take(reader, 1)).containsExactly("drawn");
      writer.commit(
          transaction -> {
            transaction.send(result, 0, "key", "made");
            transaction.consumed(reader, Map.of(0, 2L));
          });
    }

    try (TopicReader<String> reader = cluster.reader(result, List.of(0))) {
      assertThat(Texts.take(reader, 1)).containsExactly("made");
    }
    Awaitility.await() // the broker settles a transaction after it has agreed to it
        .atMost(Duration.ofSeconds(60))
        .until(() -> cluster.consumed(source, "aria-r1-teachers"), Map.of(0, 2L)::equals);
    assertThat(cluster.exists(Texts.topic(source.deadLetters(), 1))).isTrue();
    assertThat(cluster.answers()).isTrue();
  }

  @Test
  void corpusThatIsThere_mayOnlyBeRead_isNotToBeCreated() {
    cluster.ensure(List.of(CORPUS));

    try (TopicReader<String> reader = cluster.reader(CORPUS, List.of(0))) {
      assertThat(reader.endOffsets()).containsEntry(0, 0L);
      assertThat(reader.poll(Duration.ofMillis(100))).isEmpty();
    }
  }

  @Test
  void membership_ofTheRunsGroup_isAssigned() {
    Topic<String> topic = Texts.topic("aria.r1.gradients.s.v1", 2);
    cluster.ensure(List.of(topic));

    try (ShardMembership member = cluster.membership(topic, topic.name())) {
      Optional<ShardMembership.Assignment> assigned =
          Awaitility.await()
              .atMost(SOON)
              .until(() -> member.poll(Duration.ofMillis(100)), Optional::isPresent);
      assertThat(assigned.orElseThrow().shards()).containsExactlyInAnyOrder(0, 1);
      assertThat(cluster.members(topic.name())).isEqualTo(1);
    }
  }

  @Test
  void anyUse_ofAnotherRun_isRefusedSoonWithServerAndWayOut() {
    Topic<String> others = Texts.topic("aria.r2.control.v1", 1);
    Topic<String> own = Texts.topic("aria.r1.control.v1", 1);
    cluster.ensure(List.of(own));
    Instant start = Instant.now();

    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> cluster.ensure(List.of(others)),
            () -> read(cluster.reader(others, List.of(0))),
            () -> read(cluster.groupReader(own, "others-group")),
            () -> cluster.membership(own, "others-group").poll(SOON),
            () -> cluster.transactionalWriter("aria.r2.allocator").close(),
            () -> write(others))) {
      assertThatThrownBy(use)
          .isInstanceOf(KafkaRefused.class)
          .hasMessageContainingAll("Kafka at " + broker.bootstrap(), "docs/how-to/secure.md");
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
  }

  private static void read(TopicReader<String> reader) {
    try (reader) {
      Instant end = Instant.now().plus(SOON);
      while (Instant.now().isBefore(end)) {
        reader.poll(Duration.ofMillis(100));
      }
    }
  }

  private static void write(Topic<String> topic) throws Throwable {
    try (TopicWriter<String> writer = cluster.writer(topic)) {
      writer.send(0, "key", "value").toCompletableFuture().join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause();
    }
  }

  private static Stream<AclBinding> rules() {
    AccessControlEntry all =
        new AccessControlEntry("User:aria", "*", AclOperation.ALL, AclPermissionType.ALLOW);
    Stream<AclBinding> ofTheRun =
        RIGHTS.entrySet().stream()
            .flatMap(
                right ->
                    right.getValue().stream()
                        .map(
                            name ->
                                new ResourcePattern(right.getKey(), name, PatternType.PREFIXED)))
            .map(pattern -> new AclBinding(pattern, all));
    ResourcePattern corpus =
        new ResourcePattern(ResourceType.TOPIC, "aria.c1.", PatternType.PREFIXED);
    return Stream.concat(
        ofTheRun,
        Stream.of(AclOperation.READ, AclOperation.DESCRIBE)
            .map(
                operation ->
                    new AccessControlEntry("User:aria", "*", operation, AclPermissionType.ALLOW))
            .map(entry -> new AclBinding(corpus, entry)));
  }

  private static KafkaSettings settings(String user) {
    return Settings.load(
            "-Daria.kafka.bootstrap-servers=" + broker.bootstrap(),
            "-Daria.kafka.security.protocol=SASL_SSL",
            "-Daria.kafka.security.truststore=" + certificates.certificate(),
            "-Daria.kafka.security.username=" + user,
            "-Daria.kafka.security.password=" + SECRET)
        .kafka();
  }
}
