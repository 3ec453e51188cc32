package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndOfProcessTest {
  private final EndOfProcess end = new EndOfProcess();
  private final List<String> closed = new ArrayList<>();

  @Test
  void begin_serversThenServices_closesServicesFirst() {
    end.add(() -> closed.add("servers"));
    end.add(() -> closed.add("services"));

    end.begin();

    assertThat(closed).containsExactly("services", "servers");
  }

  @Test
  void begin_afterOneWasClosedByItsOwner_leavesThatOut() {
    Runnable services = () -> closed.add("services");
    end.add(() -> closed.add("servers"));
    end.add(services);

    end.remove(services);
    end.begin();

    assertThat(closed).containsExactly("servers");
  }

  @Test
  void begin_oneFails_closesTheOthers() {
    end.add(() -> closed.add("servers"));
    end.add(
        () -> {
          throw new IllegalStateException("will not end");
        });

    end.begin();

    assertThat(closed).containsExactly("servers");
  }

  @Test
  void add_afterTheEndHasBegun_isRefused() {
    end.begin();

    assertThatThrownBy(() -> end.add(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stopping");
  }
}
