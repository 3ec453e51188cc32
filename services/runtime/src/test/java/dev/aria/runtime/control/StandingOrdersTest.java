package dev.aria.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.RunCommand.Kind;
import org.junit.jupiter.api.Test;

final class StandingOrdersTest {
  private final StandingOrders orders = new StandingOrders();

  @Test
  void hold_noOrder_isFalse() {
    assertThat(orders.hold()).isFalse();
    assertThat(orders.pause()).isEmpty();
    assertThat(orders.stop()).isEmpty();
  }

  @Test
  void hold_pausedAndStopped_untilOneResume() {
    give(Kind.PAUSE, Kind.STOP);
    assertThat(orders.pause()).contains(order(Kind.PAUSE));
    assertThat(orders.stop()).contains(order(Kind.STOP));
    assertThat(orders.hold()).isTrue();

    give(Kind.RESUME);

    assertThat(orders.hold()).isFalse();
    assertThat(orders.stop()).isEmpty();
  }

  @Test
  void stop_checkpointAfterIt_stands() {
    give(Kind.STOP, Kind.CHECKPOINT);

    assertThat(orders.stop()).contains(order(Kind.STOP));
  }

  private void give(Kind... kinds) {
    for (Kind kind : kinds) {
      orders.apply(order(kind));
    }
  }

  private static RunCommand order(Kind kind) {
    return new RunCommand("run", kind, "somebody");
  }
}
