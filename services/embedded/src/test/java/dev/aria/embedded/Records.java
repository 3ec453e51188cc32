package dev.aria.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and reads the one-partition topic {@code words}. */
final class Records {
  private static final TopicPartition WORDS = new TopicPartition("words", 0);

  private Records() {}

  static void create(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic("words", 1, (short) 1)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  static void write(String bootstrap, String... words) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String word : words) {
        producer.send(new ProducerRecord<>("words", word)).get();
      }
    }
  }

  /** The first {@code count} words; fails after half a minute. */
  static List<String> read(String bootstrap, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
    List<String> words = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(WORDS));
      for (int poll = 0; poll < 30 && words.size() < count; poll++) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> words.add(record.value()));
      }
    }
    return words;
  }
}
