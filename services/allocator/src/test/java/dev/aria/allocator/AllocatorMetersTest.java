package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.Scope;
import dev.aria.fixtures.SmallRuns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class AllocatorMetersTest {
  @Test
  void show_again_goesOnShowingWhatIsPublished() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AllocatorMeters meters = new AllocatorMeters(registry, Scope.SWAPPED);
    meters.show(AllocatorRig.MAP);
    meters.show(AllocatorRig.MAP); // another allocator in the same process

    meters.leads(3);
    meters.published(AllocatorRig.weights(SmallRuns.of("shown", "regions.count=4"), 3, 1));

    assertThat(registry.get("aria.allocator.term").gauge().value()).isEqualTo(3);
    assertThat(registry.get("aria.region.weight").tag("region", "3").gauge().value()).isPositive();
  }
}
