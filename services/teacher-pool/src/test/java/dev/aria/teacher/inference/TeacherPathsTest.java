package dev.aria.teacher.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.teacher.cache.AuditedCache;
import dev.aria.teacher.cache.CacheMetrics;
import dev.aria.teacher.draws.DrawBatches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Path draws through a maker of targets, with a teacher that is a formula. */
final class TeacherPathsTest {
  private static final int T = 100;
  private static final int LENGTH = 10;
  private static final int S = 3;
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.linear(T, 1e-4, 0.02);
  private static final PathPlan PLAN = new PathPlan(SCHEDULE, PredictionType.EPSILON, LENGTH);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ArithmeticTeacher teacher = new ArithmeticTeacher(S, 2);
  private final Map<Long, TargetBatch> log = new HashMap<>();
  private final TargetMaker maker = maker(ElementType.FLOAT32);

  private TargetMaker maker(ElementType type) {
    return maker(teacher, PLAN, type, Optional.empty());
  }

  /** A pool that has just started: it knows nothing but the log. */
  private TargetMaker maker(
      Teacher of, PathPlan plan, ElementType type, Optional<AuditedCache> cache) {
    SampleInputs inputs = new SampleInputs(new InMemoryPairs(4, S, 2), SCHEDULE, new float[2]);
    return new TargetMaker(
        of,
        new Inference(of, inputs, 8, cache.isPresent(), new InferenceMetrics(registry)),
        new TeacherPaths(plan, inputs, type, new PathStates(), this::logged),
        cache,
        1,
        type);
  }

  private Optional<TargetBatch> logged(DrawBatch next) {
    return log.entrySet().stream()
        .filter(entry -> entry.getKey() < next.step())
        .max(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  /** Makes the target of {@code batch} and writes it to the log. */
  private TargetBatch write(TargetMaker by, DrawBatch batch, long assignment) {
    TargetBatch target = by.make(List.of(new Assigned(batch, assignment))).get(0);
    log.put(batch.step(), target);
    return target;
  }

  /** x_t and output, one after the other, of each path draw of {@code batch}. */
  private List<float[]> samples(TargetMaker by, DrawBatch batch) {
    TargetBatch target = write(by, batch, 0);
    return List.of(sample(target, 0), sample(target, 1));
  }

  private static float[] sample(TargetBatch target, int place) {
    float[] sample = new float[2 * S];
    target.pathStates().readRow(place, sample, 0);
    target.outputs().readRow(place, sample, S);
    return sample;
  }

  /** Two path draws at these positions, of prompts 0 and 1. */
  private static DrawBatch batch(long step, int first, int second) {
    List<Draw> draws = List.of(draw(step, 0, first), draw(step, 1, second));
    return new DrawBatch(
        "run",
        0,
        "map",
        "pairs",
        step,
        0,
        WeightsVersion.INITIAL,
        draws,
        Tensor.of(new float[] {0.5f, 0, -0.5f, 0}, 2, 2));
  }

  private static Draw draw(long step, int prompt, int position) {
    return new Draw(
        2 * step + prompt,
        Branch.PATH,
        0,
        Optional.of(new PromptCoordinate(0, 0, prompt, prompt)),
        prompt,
        0,
        PathPlan.timestep(T, LENGTH, seed(prompt), position),
        seed(prompt),
        position,
        0.5,
        0.5,
        1);
  }

  private static long seed(int prompt) {
    return 31L * prompt + 5;
  }

  /** What DDIM says of a prompt's path, computed on its own: x_t and output of each position. */
  private static List<float[]> expected(int prompt) {
    return expected(PLAN, prompt);
  }

  private static List<float[]> expected(PathPlan plan, int prompt) {
    List<float[]> samples = new ArrayList<>();
    float[] x = new float[S];
    GaussianNoise.fill(seed(prompt), x);
    for (DdimStep step : plan.steps(seed(prompt))) {
      float[] noise = new float[S];
      for (int i = 0; i < S; i++) {
        noise[i] = x[i] + step.t() + (prompt == 0 ? 0.5f : -0.5f);
      }
      float[] sample = Arrays.copyOf(x, 2 * S);
      System.arraycopy(noise, 0, sample, S, S);
      samples.add(sample);
      float[] next = new float[S];
      step.fromOutput(plan.prediction()).apply(x, noise, next);
      x = next;
    }
    return samples;
  }

  private double counted(String name) {
    return registry.counter(name).count();
  }

  @Test
  void make_stepAfterStep_followsThePathsWithOnePassADraw() {
    for (int step = 0; step < LENGTH; step++) {
      assertThat(samples(maker, batch(step, step, step)))
          .containsExactly(expected(0).get(step), expected(1).get(step));
    }
    assertThat(counted("aria.teacher.passes")).isEqualTo(2 * LENGTH);
    assertThat(counted("aria.teacher.paths.repeats")).isZero();
  }

  @Test
  void make_pathsEnteredInTheMiddle_areThoseFromTheirSeeds() {
    assertThat(samples(maker, batch(0, 4, 7)))
        .containsExactly(expected(0).get(4), expected(1).get(7));
    assertThat(counted("aria.teacher.passes")).isEqualTo(5 + 8);
    assertThat(counted("aria.teacher.paths.repeats")).isEqualTo(4 + 7);
  }

  @Test
  void make_aPositionBehindTheState_beginsAgain() {
    samples(maker, batch(0, 5, 5));

    assertThat(samples(maker, batch(1, 2, 6)))
        .containsExactly(expected(0).get(2), expected(1).get(6));
  }

  @Test
  void make_twoStepsOfAShardInOneJob_goOnFromTheFirstToTheSecond() {
    List<TargetBatch> targets =
        maker.make(List.of(Assigned.forGood(batch(0, 0, 0)), Assigned.forGood(batch(1, 1, 1))));

    assertThat(sample(targets.get(0), 1)).isEqualTo(expected(1).get(0));
    assertThat(sample(targets.get(1), 1)).isEqualTo(expected(1).get(1));
    assertThat(counted("aria.teacher.passes")).isEqualTo(4);
  }

  @Test
  void make_shardsOfAJob_shareOneCallWithTheirOtherDraws() {
    InMemoryPairs pairs = new InMemoryPairs(4, S, 2);
    DrawBatches batches = new DrawBatches("run", pairs, 4, 12, T);
    PathSchedule schedule = new PathSchedule(2, 1, 2);
    List<Assigned> job =
        List.of(
            Assigned.forGood(batches.withPaths(0, 0, schedule)),
            Assigned.forGood(batches.withPaths(0, 1, schedule)));

    maker.make(job);

    assertThat(teacher.largestCall()).isEqualTo(8);
    assertThat(counted("aria.teacher.passes")).isEqualTo(8);
  }

  /**
   * Another teacher stands for one whose calls round otherwise: only the log can be gone on from.
   */
  @Test
  void make_anotherPoolTakesTheShardOver_goesOnFromTheLogToTheLastBit() {
    TargetMaker first =
        maker(new ArithmeticTeacher(S, 2, 0.125f), PLAN, ElementType.FLOAT32, Optional.empty());
    write(first, batch(0, 2, 3), 0);
    TargetBatch last = write(first, batch(1, 3, 4), 0);

    TargetBatch next = write(maker, batch(2, 4, 5), 0);

    assertThat(Arrays.copyOf(sample(next, 0), S)).isEqualTo(next(sample(last, 0), 0, 3));
    assertThat(Arrays.copyOf(sample(next, 1), S)).isEqualTo(next(sample(last, 1), 1, 4));
    assertThat(teacher.samples()).isEqualTo(2);
  }

  @Test
  void make_aShardComesBack_goesOnFromTheLogAndNotFromItsOwnMemory() {
    TargetMaker other =
        maker(new ArithmeticTeacher(S, 2, 0.125f), PLAN, ElementType.FLOAT32, Optional.empty());
    TargetMaker ours = maker(ElementType.FLOAT32);
    write(ours, batch(0, 2, 3), 0);
    ours.make(List.of(new Assigned(batch(1, 3, 4), 0))); // made, and never committed
    TargetBatch last = write(other, batch(1, 3, 4), 0);

    TargetBatch next = write(ours, batch(2, 4, 5), 1);

    assertThat(Arrays.copyOf(sample(next, 0), S)).isEqualTo(next(sample(last, 0), 0, 3));
  }

  @Test
  void make_theLogLacksTheStepBefore_goesOnFromTheOneThatItHas() {
    write(maker(ElementType.FLOAT32), batch(0, 1, 2), 0);

    assertThat(samples(maker, batch(3, 4, 5)))
        .containsExactly(expected(0).get(4), expected(1).get(5));
    assertThat(counted("aria.teacher.paths.repeats")).isEqualTo(1 + 2 + 2 + 2);
  }

  @Test
  void make_inHalfPrecision_goesOnFromWhatTheLogHolds() {
    TargetMaker halved = maker(ElementType.FLOAT16);
    float[] before = new float[0];
    for (int step = 0; step < LENGTH; step++) {
      float[] sample = samples(halved, batch(step, step, step)).get(0);

      assertThat(half(sample)).isEqualTo(sample);
      if (step > 0) {
        assertThat(Arrays.copyOf(sample, S)).isEqualTo(half(next(before, 0, step - 1)));
      }
      before = sample;
    }
  }

  /** An entry under the same key, of an x_t that differs in its last bits, is another sample's. */
  @Test
  void make_withACache_takesAnEntryForItsVeryInputAlone() {
    AuditedCache cache = new AuditedCache(1 << 20, 0, 7, new CacheMetrics(registry));
    TargetMaker cached = maker(teacher, PLAN, ElementType.FLOAT32, Optional.of(cache));
    write(cached, batch(0, 0, 0), 0);
    write(cached, batch(1, 1, 1), 0);
    TargetBatch again = write(cached, batch(0, 0, 0), 1);
    assertThat(counted("aria.teacher.passes")).isEqualTo(4);
    TargetMaker other =
        maker(new ArithmeticTeacher(S, 2, 0.125f), PLAN, ElementType.FLOAT32, Optional.empty());
    TargetBatch elsewhere = write(other, batch(0, 0, 0), 0);

    TargetBatch next = write(cached, batch(1, 1, 1), 2);

    assertThat(sample(again, 0)).isEqualTo(expected(0).get(0));
    float[] x = Arrays.copyOf(sample(next, 0), S);
    assertThat(x).isEqualTo(next(sample(elsewhere, 0), 0, 0)).isNotEqualTo(expected(0).get(1));
    int t = PathPlan.timestep(T, LENGTH, seed(0), 1);
    assertThat(sample(next, 0)[S]).isEqualTo(x[0] + t + 0.5f);
  }

  private static float[] next(float[] sample, int prompt, int position) {
    float[] next = new float[S];
    PLAN.steps(seed(prompt))
        .get(position)
        .fromNoise()
        .apply(Arrays.copyOf(sample, S), Arrays.copyOfRange(sample, S, 2 * S), next);
    return next;
  }

  private static float[] half(float[] values) {
    return Tensor.of(values, values.length).as(ElementType.FLOAT16).toFloats();
  }

  /** At pure noise, where epsilon would tell nothing of the sample, v leads on. */
  @ParameterizedTest
  @EnumSource(names = {"V", "FLOW"})
  void make_byATeacherOfAnotherPrediction_goesOnByItsOwnOutputs(PredictionType prediction) {
    PathPlan plan = new PathPlan(SCHEDULE.withZeroTerminalSnr(), prediction, T);
    TargetMaker own = maker(teacher, plan, ElementType.FLOAT32, Optional.empty());
    for (int step = 0; step < 4; step++) {
      assertThat(samples(own, batch(step, step, step)))
          .containsExactly(expected(plan, 0).get(step), expected(plan, 1).get(step));
    }
  }

  @Test
  void make_byATeacherThatGivesNaN_namesTheDraw() {
    DrawBatch batch = batch(3, 0, 0);
    DrawBatch broken =
        new DrawBatch(
            "run",
            0,
            "map",
            "pairs",
            3,
            0,
            WeightsVersion.INITIAL,
            batch.draws(),
            Tensor.of(new float[] {Float.NaN, 0, 0, 0}, 2, 2));

    assertThatThrownBy(() -> write(maker, broken, 0))
        .isInstanceOf(TeacherBroken.class)
        .hasMessageContaining("NaN for draw 6 of step 3");
  }
}
