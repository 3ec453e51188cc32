package dev.aria.runtime.kafka.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aria.runtime.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {
  private static final KafkaSettings SETTINGS = KafkaSettings.of("nowhere:1");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.EPOCH;
  private final Outage outage = new Outage(SETTINGS, () -> now);

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void unlisten() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void unanswered_manyTimesAMinute_isSaidOnceAnInterval() {
    for (int i = 0; i <= 600; i++) {
      outage.unanswered(null);
      now = now.plusMillis(100);
    }

    assertThat(lines.list)
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
    assertThat(lines.list.get(0).getFormattedMessage())
        .isEqualTo("Kafka at nowhere:1 has not answered for 10 s; trying for 290 s more");
  }

  @Test
  void unanswered_questionsThatWaitLong_isSaidAsSoonAsTheIntervalIsOver() {
    Instant asked = outage.asking();
    for (int i = 0; i < 2; i++) {
      now = now.plusSeconds(5);
      outage.unanswered(asked, null);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Kafka at nowhere:1 has not answered for 10 s; trying for 290 s more");
  }

  @Test
  void unanswered_forTooLong_gives_up() {
    outage.unanswered(null);
    now = now.plus(Duration.ofMinutes(5));

    assertThatThrownBy(() -> outage.unanswered(null))
        .isInstanceOf(KafkaUnreachable.class)
        .hasMessageContaining("Kafka at nowhere:1 has not answered for 300 s");
  }

  @Test
  void answered_startsAnew() {
    outage.unanswered(null);
    now = now.plus(Duration.ofMinutes(4));
    outage.answered();
    outage.unanswered(null);
    now = now.plus(Duration.ofMinutes(4));

    assertThatCode(() -> outage.unanswered(null)).doesNotThrowAnyException();
  }

  @Test
  void unanswered_whileLeaving_isTriedAgainForAFewSeconds() {
    AtomicBoolean leaving = new AtomicBoolean();
    Outage watched = new Outage(SETTINGS, () -> now, leaving::get);
    watched.unanswered(null);
    now = now.plusSeconds(60);
    leaving.set(true);

    assertThatCode(() -> watched.unanswered(null)).doesNotThrowAnyException();
    now = now.plusSeconds(5);
    assertThatThrownBy(() -> watched.unanswered(null)).isInstanceOf(KafkaUnreachable.class);
  }
}
