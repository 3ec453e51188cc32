package dev.aria.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.console.server.EventStreams.Event;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventStreamsTest {
  private final EventStreams streams = new EventStreams(new ObjectMapper());

  @Test
  @Timeout(60)
  void send_toAPageThatDoesNotRead_neverWaitsAndGivesThePageUp() {
    Queue<Event> silent = streams.open();
    Queue<Event> reading = streams.open();

    for (int i = 0; i <= EventStreams.MOST_BEHIND; i++) {
      streams.send("flow", i);
      assertThat(reading.poll()).isEqualTo(new Event("flow", Integer.toString(i)));
    }
    streams.send("flow", "later");

    assertThat(silent).containsExactly(EventStreams.END);
    assertThat(reading.poll()).isEqualTo(new Event("flow", "\"later\""));
  }

  @Test
  void open_afterEvents_isToldTheNewestOfEachKind() {
    streams.send("flow", 1);
    streams.send("weights", 2);
    streams.send("flow", 3);

    assertThat(streams.open()).containsExactly(new Event("flow", "3"), new Event("weights", "2"));
  }

  @Test
  void close_endsEveryPage() {
    Queue<Event> page = streams.open();
    streams.send("flow", 1);

    streams.close();

    assertThat(page).containsExactly(EventStreams.END);
  }
}
