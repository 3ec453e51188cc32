package dev.aria.streamer.drawing;

import dev.aria.core.record.ControlRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;

/** Keeps a {@link ControlView} up to date with its topic, which is read from the start. */
final class ControlFollower implements AutoCloseable {
  private final TopicReader<ControlRecord> reader;
  private final ControlView view;

  ControlFollower(TopicReader<ControlRecord> reader, ControlView view) {
    this.reader = reader;
    this.view = view;
  }

  /** Applies everything that is there now, so that a stop is not seen without its resume. */
  void catchUp() {
    reader.readToEnd(record -> view.apply(record.value()));
  }

  /** Applies what has come since. */
  void follow() {
    reader.poll(Duration.ZERO).forEach(record -> view.apply(record.value()));
  }

  ControlView view() {
    return view;
  }

  /** Offset after the last record applied. */
  long nextOffset() {
    return reader.positions().getOrDefault(0, 0L);
  }

  @Override
  public void close() {
    reader.close();
  }
}
