package dev.aria.runtime.kafka;

import static dev.aria.runtime.kafka.Texts.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.transaction.KnownBrokers;
import dev.aria.runtime.kafka.transaction.LogTransactions;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.WriteWatch;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The place of a group that a transaction has left unsettled: how it is seen, and that clearing it
 * away does a group at work no harm. What brokers that crashed leave cannot be made here.
 */
class ForgottenPlaceIT {
  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @Test
  void unsettled_whileATransactionThatConsumesIsOpen_isTrueAndThenNotAnyMore(TestInfo test) {
    Topic<String> source = KAFKA.made(test, 2);
    KAFKA.write(source, 1, "a", "b");
    try (GroupReader<String> reader = KAFKA.cluster().groupReader(source, OneBroker.name(test));
        TransactionalWriter writer =
            KAFKA.cluster().transactionalWriter(OneBroker.name(test), reader)) {
      GroupPlace place = LogTransactions.log(reader).place();
      assertThat(KAFKA.cluster().transactions().unsettled(place)).isFalse();
      assertThat(take(reader, 2)).hasSize(2);

      writer.commit(
          transaction -> {
            transaction.consumed(reader, Map.of(1, 1L));
            awaitUnsettled(place, true);
          });

      awaitUnsettled(place, false);
    }
  }

  @Test
  void begin_placeOfAGroupAtWorkToBeRolledBack_leavesItAsItWas(TestInfo test) {
    Topic<String> source = KAFKA.made(test, 2);
    KAFKA.write(source, 0, "a", "b");
    try (GroupReader<String> reader = KAFKA.cluster().groupReader(source, OneBroker.name(test));
        TransactionalWriter writer =
            KAFKA.cluster().transactionalWriter(OneBroker.name(test), reader)) {
      GroupPlace place = LogTransactions.log(reader).place();
      assertThat(take(reader, 2)).hasSize(2);
      writer.commit(transaction -> transaction.consumed(reader, Map.of(0, 1L)));
      awaitConsumed(source, test, Map.of(0, 1L));

      rollBack(OneBroker.name(test) + "-again", place);

      awaitUnsettled(place, false);
      awaitConsumed(source, test, Map.of(0, 1L));
      writer.commit(transaction -> transaction.consumed(reader, Map.of(0, 2L)));
      awaitConsumed(source, test, Map.of(0, 2L));
    }
  }

  private static void rollBack(String id, GroupPlace place) {
    KafkaSettings settings = KafkaSettings.of(KAFKA.bootstrap());
    Map<String, Object> properties = new ClientProperties(settings, "tester").transactional(id);
    try (WriteWatch watch = new WriteWatch(settings, InstantSource.system());
        LogTransactions writer =
            new LogTransactions(
                () ->
                    new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer()),
                KnownBrokers.withOpen(Set.of(), true),
                new LogTransactions.Scope(id, List.of(), List.of(place)),
                new WriteFailures(KAFKA.bootstrap(), settings.unreachableAfter()),
                watch,
                Duration.ofSeconds(4))) {
      writer.begin();
    }
  }

  private static void awaitUnsettled(GroupPlace place, boolean expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> KAFKA.cluster().transactions().unsettled(place) == expected);
  }

  private static void awaitConsumed(
      Topic<String> source, TestInfo test, Map<Integer, Long> expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> KAFKA.cluster().consumed(source, OneBroker.name(test)), expected::equals);
  }
}
