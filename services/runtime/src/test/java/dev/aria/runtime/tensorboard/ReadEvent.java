package dev.aria.runtime.tensorboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.hadoop.util.TFRecordReader;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;
import org.tensorflow.proto.Summary;

/**
 * An event as TensorFlow's own Java classes read it: the records and their checksums by {@code
 * tensorflow-hadoop}, the messages by {@code tensorflow-core}.
 *
 * @param version of the file, or blank
 * @param begins whether a writer began here
 * @param values scalars by tag
 */
record ReadEvent(
    long step, double wallTime, String version, boolean begins, Map<String, Double> values) {
  static ReadEvent start(long step, double wallTime) {
    return new ReadEvent(step, wallTime, "", true, Map.of());
  }

  static ReadEvent scalars(long step, double wallTime, Map<String, Double> values) {
    return new ReadEvent(step, wallTime, "", false, values);
  }

  /** All events of {@code file}; fails when a checksum does not hold. */
  static List<ReadEvent> of(Path file) throws IOException {
    List<ReadEvent> events = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      TFRecordReader reader = new TFRecordReader(in, true);
      byte[] record = reader.read();
      while (record != null) {
        events.add(of(Event.parseFrom(record)));
        record = reader.read();
      }
    }
    return events;
  }

  private static ReadEvent of(Event event) {
    Map<String, Double> values = new TreeMap<>();
    for (Summary.Value value : event.getSummary().getValueList()) {
      if (value.getValueCase() == Summary.Value.ValueCase.SIMPLE_VALUE) {
        values.put(value.getTag(), (double) value.getSimpleValue());
      }
    }
    return new ReadEvent(
        event.getStep(),
        event.getWallTime(),
        event.getFileVersion(),
        event.getSessionLog().getStatus() == SessionStatus.START,
        values);
  }
}
