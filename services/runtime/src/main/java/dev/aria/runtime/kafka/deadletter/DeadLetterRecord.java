package dev.aria.runtime.kafka.deadletter;

import dev.aria.runtime.kafka.admin.RecordLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in the dead letters: as it was read, with headers that say why, who and where
 * from. Whatever was read can be written: the time is that of the writing (a broker may refuse a
 * strange one, so the record's own becomes a header), and what is too long is cut, which a header
 * says.
 *
 * @param topic of the dead letters
 * @param service that refuses the record
 * @param record as it was read
 * @param reason for the refusal
 */
record DeadLetterRecord(
    String topic, String service, ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {
  private static final int MOST_REASON = 4 << 10;
  private static final int MOST_OF_THE_REST = RecordLimits.DEAD_LETTER_ROOM / 4;

  /** The record with at most {@code most} bytes of its value. */
  ProducerRecord<byte[], byte[]> holding(int most) {
    byte[] key = bytes(record.key(), MOST_OF_THE_REST);
    byte[] value = bytes(record.value(), most);
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, 0, null, key, value);
    Headers headers = letter.headers();
    copyHeaders(headers);
    cut(headers, "key", key, record.key());
    cut(headers, "value", value, record.value());
    String shown =
        reason.length() > MOST_REASON ? reason.substring(0, MOST_REASON) + "..." : reason;
    add(headers, DeadLetter.REASON, shown);
    add(headers, DeadLetter.SERVICE, service);
    add(headers, DeadLetter.SOURCE_TOPIC, record.topic());
    add(headers, DeadLetter.SOURCE_PARTITION, Integer.toString(record.partition()));
    add(headers, DeadLetter.SOURCE_OFFSET, Long.toString(record.offset()));
    add(headers, DeadLetter.SOURCE_TIMESTAMP, Long.toString(record.timestamp()));
    return letter;
  }

  private void copyHeaders(Headers headers) {
    long bytes = 0;
    for (Header header : record.headers()) {
      bytes += 3L * header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    if (bytes > MOST_OF_THE_REST) {
      add(headers, "source-headers-left-out", bytes + " bytes");
    } else {
      record.headers().forEach(headers::add);
    }
  }

  private static void cut(
      Headers headers, String part, byte @Nullable [] kept, @Nullable ByteBuffer whole) {
    if (kept != null && whole != null && kept.length < whole.remaining()) {
      add(headers, part + "-cut-from", whole.remaining() + " bytes");
    }
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer, int most) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[Math.min(most, buffer.remaining())];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static void add(Headers headers, String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    headers.add(name, Arrays.copyOf(bytes, Math.min(bytes.length, 4 * MOST_REASON)));
  }
}
