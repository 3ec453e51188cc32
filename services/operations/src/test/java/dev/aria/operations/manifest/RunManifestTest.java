package dev.aria.operations.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.operations.manifest.RunOpening.State;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RunManifestTest {
  private static final Instant LATER = Instant.parse("2026-01-02T04:00:00Z");
  private static final RunOpening OPENING = ManifestFileTest.opening(State.RUNNING);

  @Test
  void teacherPasses_ofSeveralOpenings_areTheirSum() {
    RunManifest twice =
        opened(OPENING.became(State.STOPPED, LATER, OptionalLong.of(30)))
            .opened(OPENING.became(State.FINISHED, LATER, OptionalLong.of(12)), Map.of(), Map.of());

    assertThat(twice.teacherPasses()).hasValue(42);
  }

  @Test
  void teacherPasses_anOpeningThatWasCutShort_areUnknown() {
    RunManifest cutShort =
        opened(OPENING)
            .opened(OPENING.became(State.FINISHED, LATER, OptionalLong.of(12)), Map.of(), Map.of());

    assertThat(cutShort.teacherPasses()).isEmpty();
    assertThat(RunManifest.of("fox").teacherPasses()).isEmpty();
  }

  @Test
  void withLast_ofTwo_leavesTheFirst() {
    RunOpening stopped = OPENING.became(State.STOPPED, LATER, OptionalLong.empty());
    RunManifest twice = opened(stopped).opened(OPENING, Map.of(), Map.of());

    RunManifest ended = twice.withLast(OPENING.became(State.FAILED, LATER, OptionalLong.empty()));

    assertThat(ended.first()).contains(stopped);
    assertThat(ended.last()).get().extracting(RunOpening::state).isEqualTo(State.FAILED);
    assertThat(ended.last()).get().extracting(RunOpening::until).isEqualTo(LATER.toString());
    assertThat(ended.openings()).hasSize(2);
  }

  @Test
  void state_byTheProcessThatOpenedIt_tellsWhetherItIsAtWork() {
    RunState here = new RunState("engine");
    long ours = ProcessHandle.current().pid();
    long dead = Long.MAX_VALUE / 2;

    assertThat(here.of(by(ours, Instant.now()))).isEqualTo("running");
    assertThat(here.of(by(ours, Instant.EPOCH))).isEqualTo("cut short"); // its id was given again
    assertThat(here.of(by(dead, Instant.now()))).isEqualTo("cut short");
    assertThat(new RunState("loom").of(OPENING)).isEqualTo("open on engine");
    assertThat(here.of(OPENING.became(State.FINISHED, LATER, OptionalLong.empty())))
        .isEqualTo("finished");
  }

  @Test
  void values_outOfBounds_areRefusedByName() {
    assertThatThrownBy(() -> new RunInput("/a", "xyz", Map.of()))
        .hasMessageContaining("sha256 must be 64 hex digits or empty, got 'xyz'");
    assertThatThrownBy(
            () ->
                new RunOpening("noon", "noon", State.RUNNING, "a", "b", 1, "c", Map.of(), Map.of()))
        .hasMessageContaining("at is 'noon', must be a time");
  }

  private static RunManifest opened(RunOpening opening) {
    return RunManifest.of("fox").opened(opening, Map.of(), Map.of());
  }

  private static RunOpening by(long process, Instant at) {
    return new RunOpening(
        at.toString(),
        at.toString(),
        State.RUNNING,
        "ada",
        "engine",
        process,
        "aria up",
        Map.of(),
        Map.of());
  }
}
