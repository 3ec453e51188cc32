package dev.aria.runtime.kafka;

import static dev.aria.runtime.kafka.Texts.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.failure.Remedy;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Retention that has deleted what a reader needs: it is told, whatever kind of reader it is. */
class RetentionIT {
  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @Test
  void poll_fromTheStartOfAWholeTopic_namesTheRecordsThatAreGone(TestInfo test) throws Exception {
    Topic<String> topic = tenOf(test);
    delete(topic, 4);

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("records 0 to 3 of topic " + topic.name() + ", partition 0,")
          .hasMessageContaining("begins at offset 4 (it ends at 10)");
    }
  }

  @Test
  void poll_fromTheStartOfATopicWithRetention_readsWhatIsKept(TestInfo test) throws Exception {
    Topic<String> whole = tenOf(test);
    Topic<String> topic = new Topic<>(whole.name(), 1, false, Duration.ofDays(1), whole.codec());
    delete(topic, 4);

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      assertThat(take(reader, 6)).startsWith("4").hasSize(6);
    }
  }

  @Test
  void poll_atAPlaceDeletedMeanwhile_namesTheRecordsThatAreGone(TestInfo test) throws Exception {
    Topic<String> topic = tenOf(test);
    delete(topic, 7);

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      reader.seek(0, 5);
      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("records 5 to 6 of");
    }
  }

  @Test
  void poll_asAMember_neverSkipsWhatTheGroupHasNotConsumed(TestInfo test) throws Exception {
    Topic<String> topic = tenOf(test);
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        GroupReader<String> reader = KAFKA.cluster().groupReader(topic, OneBroker.name(test))) {
      assertThat(take(reader, 10)).hasSize(10);
      writer.commit(transaction -> transaction.consumed(reader, Map.of(0, 3L)));
    }
    delete(topic, 5);

    try (GroupReader<String> reader = KAFKA.cluster().groupReader(topic, OneBroker.name(test))) {
      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("records 3 to 4 of topic " + topic.name() + ", partition 0,");
    }
  }

  @Test
  void poll_asTheFirstMemberEver_needsTheFirstRecord(TestInfo test) throws Exception {
    Topic<String> topic = tenOf(test);
    delete(topic, 5);

    try (GroupReader<String> reader = KAFKA.cluster().groupReader(topic, OneBroker.name(test))) {
      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("records 0 to 4 of");
    }
  }

  @Test
  void poll_asTheFirstMemberOfOneThatTakesWhatIsKept_readsThat(TestInfo test) throws Exception {
    Topic<String> topic = tenOf(test);
    delete(topic, 5);

    try (GroupReader<String> reader = KAFKA.cluster().groupReader(topic, OneBroker.name(test))) {
      reader.startAtOldestKept();
      assertThat(take(reader, 5)).startsWith("5").hasSize(5);
    }
  }

  @Test
  void poll_beyondTheEnd_saysThatTheTopicIsAnother(TestInfo test) {
    Topic<String> topic = tenOf(test);

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      reader.seek(0, 50);
      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("ends at offset 10")
          .hasMessageContaining("was to go on at 50");
    }
  }

  @Test
  void remedy_ofEveryTopicOfARun_saysWhatToDo() {
    for (String noun :
        List.of("prompts", "tagged-prompts.0123456789ab", "draws", "targets", "control")) {
      assertThat(Remedy.lost("aria.a-run." + noun + ".v1")).contains("another name (aria.run.");
    }
    assertThat(Remedy.lost("aria.a-run.step-reports.v1")).contains("Redis");
    assertThat(Remedy.lost("another")).contains("keep its records for longer");
  }

  private static Topic<String> tenOf(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    KAFKA.write(
        topic, 0, IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new));
    return topic;
  }

  private static void delete(Topic<?> topic, long before) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrap()))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }
}
