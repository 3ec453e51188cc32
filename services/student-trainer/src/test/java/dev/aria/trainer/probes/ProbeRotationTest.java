package dev.aria.trainer.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProbeRotationTest {
  @Test
  void indices_eightScorings_coverEveryProbeOnce() {
    for (int probes = 1; probes <= 40; probes++) {
      ProbeRotation rotation = new ProbeRotation(5, 4);
      List<Integer> scored = new ArrayList<>();
      for (long step = 0; step < 5 * ProbeRotation.PARTS; step++) {
        if (rotation.isDue(step)) {
          rotation.indices(step, probes).forEach(scored::add);
        }
      }

      assertThat(scored)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, probes).boxed().toList());
    }
  }

  @Test
  void isDue_everyFiveSteps_afterTheFifth() {
    ProbeRotation rotation = new ProbeRotation(5, 4);

    assertThat(IntStream.range(0, 12).filter(rotation::isDue)).containsExactly(4, 9);
    assertThat(rotation.shardOf(6)).isEqualTo(2);
  }
}
