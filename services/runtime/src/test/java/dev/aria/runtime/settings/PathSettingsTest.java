package dev.aria.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.diffusion.TimestepFractions;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PathSettingsTest {
  private static RunSettings run(String... settings) {
    Stream<String> common =
        Stream.of("name=r", "corpus=c", "steps=10", "teacher=t.json", "paired-set=p.aria");
    return Settings.load(
            Stream.concat(common, Arrays.stream(settings))
                .map(setting -> "-Daria.run." + setting)
                .toArray(String[]::new))
        .run();
  }

  /** Part of the draws off paths that is nulled. */
  private static double nulled(RunSettings run) {
    RandomConditioning conditioning = run.randomConditioning(TimestepFractions.uniform(100), 4);
    return LongStream.range(0, 20_000)
            .filter(ordinal -> conditioning.draw(7, ordinal).branch() == Branch.NULL)
            .count()
        / 20_000.0;
  }

  @Test
  void run_nothingSaid_hasNoPathDraws() {
    RunSettings run = run("shards=4", "work-partitions=16");

    assertThat(run.pathDraws()).isZero();
    assertThat(run.pathSchedule()).isEmpty();
    assertThat(nulled(run)).isCloseTo(0.1, within(0.01));
    assertThat(run.workPartitions()).isEqualTo(16);
  }

  @Test
  void run_withPaths_roundsTheirShareAndKeepsTheShareOfNullDraws() {
    RunSettings run = run("micro-batch=10", "paths.share=0.44", "paths.length=7");

    assertThat(run.pathDraws()).isEqualTo(4);
    assertThat(run.pathSchedule().orElseThrow().length()).isEqualTo(7);
    assertThat(0.6 * nulled(run)).isCloseTo(0.1, within(0.01));
    assertThat(run.share(Branch.PATH)).isEqualTo(0.4);
    assertThat(Arrays.stream(Branch.values()).mapToDouble(run::share).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void run_withPaths_keepsEveryShardInOneWorkPartition() {
    RunSettings run = run("shards=12", "work-partitions=9", "paths.share=0.4");

    assertThat(run.workPartitions()).isEqualTo(6);
    for (int shard = 0; shard < 12; shard++) {
      int partition = run.workPartition(0, shard);
      for (long step = 0; step < 50; step++) {
        assertThat(run.workPartition(step, shard)).isEqualTo(partition);
      }
    }
  }

  @Test
  void run_shareOfLessThanHalfADraw_isRefusedWithTheWayOut() {
    assertThatThrownBy(() -> run("micro-batch=4", "paths.share=0.1"))
        .isInstanceOf(SettingsRefused.class)
        .hasMessageContaining("aria.run.paths.share is 0.1")
        .hasMessageContaining("raise one of them, or set the share to 0");
  }

  @Test
  void run_noRoomForNullDraws_isRefused() {
    assertThatThrownBy(() -> run("micro-batch=10", "paths.share=1"))
        .isInstanceOf(SettingsRefused.class)
        .hasMessageContaining("aria.run.conditioning.null-probability is 0.1, must be at most 0.0");
    assertThat(nulled(run("paths.share=1", "conditioning.null-probability=0"))).isZero();
  }

  @Test
  void run_scopePathsWithoutPathDraws_isRefusedWithTheWayOut() {
    assertThatThrownBy(() -> run("allocation.scope=paths"))
        .isInstanceOf(SettingsRefused.class)
        .hasMessageContaining("aria.run.paths.share is 0; raise it, or choose another scope");
  }

  @Test
  void run_shareOrLengthOutOfBounds_isRefused() {
    assertThatThrownBy(() -> run("paths.share=1.5")).hasMessageContaining("aria.run.paths.share");
    assertThatThrownBy(() -> run("paths.length=0")).hasMessageContaining("aria.run.paths.length");
  }
}
