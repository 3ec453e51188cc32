package dev.aria.streamer;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topic;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records that could be decoded but not used, beside those that could not be decoded, in the
 * topic's dead letters.
 */
final class Refusals<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Topic<T> topic;
  private final TopicWriter<Refused<T>> writer;
  private long count;

  private record Refused<T>(Received<T> record, String reason) {}

  Refusals(Cluster cluster, Topic<T> topic) {
    this.topic = topic;
    Topic<Refused<T>> dead =
        new Topic<>(topic.deadLetters(), 1, false, topic.retention(), new RefusedCodec<>(topic));
    cluster.ensure(List.of(dead));
    this.writer = cluster.writer(dead);
  }

  /** Returns once the record is safe in the dead letters. */
  void take(Received<T> record, String reason) {
    writer.send(0, "", new Refused<>(record, reason)).toCompletableFuture().join();
    count++;
    LOG.warn(
        "record {} of {}-{} cannot be used ({}); it is kept in {}",
        record.offset(),
        topic.name(),
        record.partition(),
        reason,
        topic.deadLetters());
  }

  long count() {
    return count;
  }

  @Override
  public void close() {
    writer.close();
  }

  private static final class RefusedCodec<T> implements Codec<Refused<T>> {
    private final Topic<T> topic;

    RefusedCodec(Topic<T> topic) {
      this.topic = topic;
    }

    @Override
    public byte[] encode(Refused<T> refused) {
      return topic.codec().encode(refused.record().value());
    }

    @Override
    public Refused<T> decode(ByteBuffer bytes) {
      throw new UnsupportedOperationException("dead letters are read by people");
    }

    @Override
    public Map<String, String> headers(Refused<T> refused) {
      Map<String, String> headers = new HashMap<>(topic.codec().headers(refused.record().value()));
      headers.put("reason", refused.reason());
      headers.put("service", "prompt-streamer");
      headers.put("source-topic", topic.name());
      headers.put("source-partition", Integer.toString(refused.record().partition()));
      headers.put("source-offset", Long.toString(refused.record().offset()));
      return headers;
    }
  }
}
