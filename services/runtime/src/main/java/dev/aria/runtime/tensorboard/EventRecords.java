package dev.aria.runtime.tensorboard;

import dev.aria.proto.tensorboard.v1.Event;
import dev.aria.proto.tensorboard.v1.SessionLog;
import dev.aria.proto.tensorboard.v1.SessionLog.SessionStatus;
import dev.aria.proto.tensorboard.v1.Summary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * The records of an event file, as bytes. A record is a TFRecord (tensorflow/core/lib/io): length
 * of the data as a little-endian uint64, masked CRC of these 8 bytes, the data, masked CRC of the
 * data.
 */
final class EventRecords {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK_DELTA = 0xa282ead8;

  private EventRecords() {}

  /** The first record of a file. */
  static ByteBuffer version(ScalarPoint first) {
    return framed(at(first).setFileVersion(VERSION).build());
  }

  /** The second record of a file: what earlier ones hold from that step on counts no more. */
  static ByteBuffer start(ScalarPoint first) {
    return framed(
        at(first)
            .setStep(first.step())
            .setSessionLog(SessionLog.newBuilder().setStatus(SessionStatus.SESSION_STATUS_START))
            .build());
  }

  static ByteBuffer scalars(ScalarPoint point) {
    Summary.Builder summary = Summary.newBuilder();
    point
        .values()
        .forEach(
            (tag, value) ->
                summary.addValue(
                    Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue())));
    return framed(at(point).setStep(point.step()).setSummary(summary).build());
  }

  private static Event.Builder at(ScalarPoint point) {
    Instant time = point.time();
    return Event.newBuilder().setWallTime(time.getEpochSecond() + time.getNano() / 1e9);
  }

  private static ByteBuffer framed(Event event) {
    byte[] data = event.toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + data.length + 2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), Long.BYTES));
    record.put(data).putInt(maskedCrc(data, data.length));
    return record.flip();
  }

  /** CRC-32C, rotated and shifted so that the CRC of data that holds CRCs stays a good one. */
  private static int maskedCrc(byte[] data, int length) {
    CRC32C sum = new CRC32C();
    sum.update(data, 0, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK_DELTA;
  }
}
