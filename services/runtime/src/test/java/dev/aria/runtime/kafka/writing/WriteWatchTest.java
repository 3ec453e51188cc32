package dev.aria.runtime.kafka.writing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aria.runtime.settings.KafkaSettings;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WriteWatchTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(WriteWatch.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.EPOCH;
  private final WriteWatch watch = new WriteWatch(KafkaSettings.of("nowhere:1"), () -> now);

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void unlisten() {
    watch.close();
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      watch.look();
    }
  }

  @Test
  void look_writesThatWait_saysSoOnceAnIntervalAndThatItIsOver() {
    long first = watch.began();
    pass(15);
    long second = watch.began();
    pass(15);
    watch.ended(first);
    watch.ended(second);
    pass(30);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Kafka at nowhere:1 has not acknowledged a write for 10 s; trying for 290 s more",
            "Kafka at nowhere:1 has not acknowledged a write for 20 s; trying for 280 s more",
            "Kafka at nowhere:1 has not acknowledged a write for 30 s; trying for 270 s more",
            "Kafka at nowhere:1 acknowledges writes again after 31 s");
  }

  @Test
  void look_writesThatAreAcknowledgedInTime_saysNothing() {
    for (int i = 0; i < 20; i++) {
      long write = watch.began();
      pass(9);
      watch.ended(write);
    }

    assertThat(lines.list).isEmpty();
  }
}
