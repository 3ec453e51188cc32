package dev.aria.runtime.kafka;

import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Undecodable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Topics of plain text, of which "poison" cannot be read. */
public final class Texts implements Codec<String> {
  public static Topic<String> topic(String name, int partitions) {
    return new Topic<>(name, partitions, false, Duration.ZERO, new Texts());
  }

  @Override
  public byte[] encode(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String decode(ByteBuffer bytes) {
    String text = StandardCharsets.UTF_8.decode(bytes).toString();
    if (text.equals("poison")) {
      throw new Undecodable("it is poison");
    }
    return text;
  }

  /** Values of the first {@code count} records that come. */
  public static List<String> take(TopicReader<String> reader, int count) {
    return receive(reader, count).stream().map(Received::value).toList();
  }

  /** The first records that come, at least {@code count}. */
  public static List<Received<String>> receive(TopicReader<String> reader, int count) {
    List<Received<String>> received = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              received.addAll(reader.poll(Duration.ofMillis(100)));
              return received.size() >= count;
            });
    return received;
  }
}
