package dev.aria.trainer.feed;

import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A quiet topic, followed.
 *
 * @param <T> value of the topic
 * @param reader stands where it is to begin; closed with this
 * @param values hears of what comes
 */
public record TopicTail<T>(TopicReader<T> reader, Consumer<? super T> values) implements Feed {
  private static final Duration POLL = Duration.ofMillis(250);

  @Override
  public void poll() {
    reader.poll(POLL).stream().map(Received::value).forEach(values);
  }

  @Override
  public void close() {
    reader.close();
  }
}
