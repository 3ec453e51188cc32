package dev.aria.teacher.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.ProbeSet;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.pairs.ProbeInputs;
import dev.aria.teacher.inference.ArithmeticTeacher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProbeBuilderTest {
  private static final String MAP = "map";

  private final NoiseSchedule schedule = NoiseSchedule.linear(100, 1e-4, 0.02);
  private final InMemoryProbes log = new InMemoryProbes();

  private void build() {
    new ProbeBuilder(
            SmallRuns.of("probes", "probes.per-region=3"),
            new ArithmeticTeacher(3, 2),
            schedule,
            List.of(2),
            log)
        .build(MAP);
  }

  @Test
  void build_emptyLog_publishesTheTeachersNoiseAtEachProbe() {
    build();

    assertThat(log.published).extracting(ProbeSet::region).containsExactly(0, 4);
    ProbeSet set = log.published.get(1);
    assertThat(set.timesteps()).isSorted().hasSize(2).allMatch(t -> t >= 0 && t < 100);
    int[] t = set.timesteps().stream().mapToInt(Integer::intValue).toArray();
    float[] noised =
        ProbeInputs.noised(set.latents().toFloats(), set.timesteps(), set.noiseSeeds(), schedule);
    assertThat(set.targets().toFloats())
        .isEqualTo(new ArithmeticTeacher(3, 2).outputs(noised, t, set.conditions().toFloats()));
  }

  @Test
  void build_promptsThatTheRunHasNoTeacherFor_areNoProbes() {
    log.tag = Optional.of("cats");

    build();

    assertThat(log.published).extracting(ProbeSet::region).containsExactly(4);
    assertThat(log.published.get(0).timesteps()).hasSize(1);
  }

  @Test
  void build_twice_makesTheSameSets() {
    build();
    List<ProbeSet> first = List.copyOf(log.published);
    log.published.clear();
    build();

    assertThat(log.published).isEqualTo(first);
  }

  @Test
  void build_regionInTheLog_isLeftAlone() {
    log.built = Set.of(0);
    build();

    assertThat(log.published).extracting(ProbeSet::region).containsExactly(4);
  }

  private static final class InMemoryProbes implements ProbeLog {
    private final List<ProbeSet> published = new ArrayList<>();
    private Set<Integer> built = Set.of();
    private Optional<String> tag = Optional.empty();

    @Override
    public Set<Integer> built(String regionMapDigest, String teacherDigest) {
      return built;
    }

    @Override
    public Map<Integer, List<ProbePrompt>> firstPrompts(
        String regionMapDigest, int perRegion, Predicate<ProbePrompt> wanted) {
      ProbePrompt untagged = new ProbePrompt("b", Optional.empty(), new float[] {9, 10});
      return Map.of(
          0, Stream.of(prompt(1, 2), prompt(3, 4), prompt(5, 6)).filter(wanted).toList(),
          4, Stream.of(prompt(7, 8), untagged).filter(wanted).toList());
    }

    private ProbePrompt prompt(float... condition) {
      return new ProbePrompt("a", tag, condition);
    }

    @Override
    public void publish(ProbeSet set) {
      published.add(set);
    }
  }
}
