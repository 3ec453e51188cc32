package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fuzz.Mutator;
import dev.aria.runtime.kafka.admin.RecordLimits;
import dev.aria.runtime.kafka.deadletter.DeadLetters;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.topic.Undecodable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged records through the broker: what is refused is kept with its reason, the rest is read.
 */
class FuzzedTopicIT {
  private static final int RECORDS = 1000;
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  static Stream<Topic<?>> topics() {
    RunSettings run = Settings.load("-Daria.run.name=fuzzed", "-Daria.run.shards=2").run();
    return Stream.concat(
        Stream.of(
            Topics.prompts("fuzzed", 1),
            Topics.taggedPrompts("fuzzed", "0123456789abcdef", 1),
            Topics.regionMaps("fuzzed")),
        Stream.concat(Topics.ofRun(run).stream(), Topics.ofStudent(run, "s").stream()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void poll_damagedRecords_refusedOnesAreDeadLettersAndTheReaderGoesOn(Topic<?> any) {
    Topic<?> topic = any;
    KAFKA.cluster().ensure(List.of(topic));
    List<byte[]> sent = damaged(topic);
    append(topic, sent);
    Map<Long, byte[]> refused = refusedOf(topic.codec(), sent);

    int read = 0;
    try (TopicReader<?> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      long limit = System.nanoTime() + PATIENCE.toNanos();
      while (reader.positions().getOrDefault(0, 0L) < RECORDS) {
        assertThat(System.nanoTime()).as("time limit at %d records", read).isLessThan(limit);
        read += reader.poll(SHORT).size();
      }
    }

    assertThat(refused).isNotEmpty();
    assertThat(read).isEqualTo(RECORDS - refused.size());
    Map<Long, byte[]> dead = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : all(topic.deadLetters(), refused.size())) {
      Map<String, String> headers = headers(letter);
      assertThat(headers.get("reason")).isNotBlank();
      assertThat(headers).containsEntry("source-topic", topic.name());
      dead.put(Long.valueOf(headers.get("source-offset")), letter.value());
    }
    assertThat(dead.keySet()).isEqualTo(refused.keySet());
    dead.forEach((offset, value) -> assertThat(value).isEqualTo(refused.get(offset)));
  }

  @Test
  void poll_refusedRecordOfTheLargestSize_isKeptWithItsHeaders() {
    Topic<String> topic = Texts.topic("large", 1);
    KAFKA.cluster().ensure(List.of(topic));
    byte[] large = new byte[RecordLimits.LARGEST - 200];
    DeadLetters.Refusal refusal =
        new DeadLetters.Refusal(
            new ConsumerRecord<>(
                "large", 0, 0, ByteBuffer.wrap(new byte[5]), ByteBuffer.wrap(large)),
            "x".repeat(100_000));

    KAFKA.cluster().deadLetters().take(topic, List.of(refusal));

    ConsumerRecord<byte[], byte[]> letter = all(topic.deadLetters(), 1).get(0);
    assertThat(letter.value()).hasSameSizeAs(large);
    assertThat(letter.timestamp()).isPositive();
    assertThat(headers(letter)).containsEntry("source-timestamp", "-1");
  }

  @Test
  void poll_refusedRecordBeyondEverySize_isCutAndSaysSo() {
    Topic<String> topic = Texts.topic("larger", 1);
    KAFKA.cluster().ensure(List.of(topic));
    byte[] larger = new byte[RecordLimits.LARGEST + 5];
    DeadLetters.Refusal refusal =
        new DeadLetters.Refusal(
            new ConsumerRecord<>("larger", 0, 0, ByteBuffer.wrap(larger), ByteBuffer.wrap(larger)),
            "too large");

    KAFKA.cluster().deadLetters().take(topic, List.of(refusal));

    ConsumerRecord<byte[], byte[]> letter = all(topic.deadLetters(), 1).get(0);
    assertThat(letter.value()).hasSize(RecordLimits.LARGEST);
    assertThat(headers(letter))
        .containsEntry("value-cut-from", larger.length + " bytes")
        .containsKey("key-cut-from");
  }

  /** Words and numbers that some decoders read and none reads all of. */
  private static List<byte[]> damaged(Topic<?> topic) {
    SplittableRandom random = new SplittableRandom(9);
    List<byte[]> corpus = new ArrayList<>();
    corpus.add("a red fox, flat style".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 8; i++) {
      byte[] noise = new byte[8 + random.nextInt(40)];
      random.nextBytes(noise);
      noise[0] = (byte) (8 * (1 + random.nextInt(6)) + 2); // a field of bytes
      noise[1] = (byte) random.nextInt(noise.length);
      corpus.add(noise);
    }
    Mutator mutator = new Mutator(corpus, topic.name().hashCode());
    return Stream.generate(mutator::next).limit(RECORDS).toList();
  }

  private static Map<Long, byte[]> refusedOf(Codec<?> codec, List<byte[]> records) {
    Map<Long, byte[]> refused = new TreeMap<>();
    for (int i = 0; i < records.size(); i++) {
      try {
        codec.decode(ByteBuffer.wrap(records.get(i)), Map.of());
      } catch (Undecodable e) {
        refused.put((long) i, records.get(i));
      }
    }
    return refused;
  }

  private static void append(Topic<?> topic, List<byte[]> values) {
    Map<String, Object> properties = Map.of("bootstrap.servers", KAFKA.bootstrap());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        byte[] key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(new ProducerRecord<>(topic.name(), 0, key, values.get(i))));
      }
      producer.flush();
      assertThat(sent).allMatch(java.util.concurrent.Future::isDone);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> all(String topic, int count) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", KAFKA.bootstrap(), "max.partition.fetch.bytes", 16 << 20);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long limit = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count) {
        assertThat(System.nanoTime())
            .as("time limit at %d of %d records of %s", records.size(), count, topic)
            .isLessThan(limit);
        consumer.poll(SHORT).forEach(records::add);
      }
      return records;
    }
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }
}
