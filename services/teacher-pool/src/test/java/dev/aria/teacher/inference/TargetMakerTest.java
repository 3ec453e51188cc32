package dev.aria.teacher.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.teacher.cache.AuditedCache;
import dev.aria.teacher.cache.CacheMetrics;
import dev.aria.teacher.draws.DrawBatches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TargetMakerTest {
  private static final int TIMESTEPS = 100;

  private final InMemoryPairs pairs = new InMemoryPairs(5, 3, 2);
  private final NoiseSchedule schedule = NoiseSchedule.linear(TIMESTEPS, 1e-4, 0.02);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InferenceMetrics metrics = new InferenceMetrics(registry);
  private final ArithmeticTeacher teacher = new ArithmeticTeacher(3, 2);
  private final DrawBatches batches = new DrawBatches("run", pairs, 10, 12, TIMESTEPS);

  private TargetMaker maker(Optional<AuditedCache> cache, ElementType type) {
    SampleInputs inputs = new SampleInputs(pairs, schedule, new float[2]);
    Inference inference = new Inference(teacher, inputs, 8, cache.isPresent(), metrics);
    return new TargetMaker(teacher, inference, paths(type), cache, 1, type);
  }

  private TeacherPaths paths(ElementType type) {
    SampleInputs inputs = new SampleInputs(pairs, schedule, new float[2]);
    return new TeacherPaths(
        new PathPlan(schedule, PredictionType.EPSILON, 10),
        inputs,
        type,
        new PathStates(),
        draws -> Optional.empty());
  }

  private static List<TargetBatch> made(TargetMaker maker, List<DrawBatch> draws) {
    return maker.make(draws.stream().map(Assigned::forGood).toList());
  }

  private AuditedCache audit(double share) {
    return new AuditedCache(1 << 20, share, 7, new CacheMetrics(registry));
  }

  @Test
  void make_severalBatches_answersEachDrawWithTheTeachersNoise() {
    List<DrawBatch> draws = List.of(batches.batch(0, 0), batches.batch(0, 1));

    List<TargetBatch> targets = made(maker(Optional.empty(), ElementType.FLOAT32), draws);

    assertThat(teacher.largestCall()).isEqualTo(8);
    for (int b = 0; b < 2; b++) {
      assertThat(targets.get(b).draws()).isEqualTo(draws.get(b));
      assertThat(targets.get(b).outputs().toFloats()).isEqualTo(alone(draws.get(b)));
    }
  }

  private float[] alone(DrawBatch batch) {
    SampleInputs inputs = new SampleInputs(pairs, schedule, new float[2]);
    float[] noise = new float[batch.draws().size() * 3];
    for (int i = 0; i < batch.draws().size(); i++) {
      float[] x = new float[3];
      float[] condition = new float[2];
      inputs.noised(batch.draws().get(i), x, 0);
      inputs.condition(batch, batch.draws().get(i), condition, 0);
      int[] t = {batch.draws().get(i).timestep()};
      System.arraycopy(new ArithmeticTeacher(3, 2).outputs(x, t, condition), 0, noise, i * 3, 3);
    }
    return noise;
  }

  @Test
  void make_halfTargets_roundsToTheNearestHalf() {
    DrawBatch draws = batches.batch(3, 0);

    TargetBatch target = made(maker(Optional.empty(), ElementType.FLOAT16), List.of(draws)).get(0);

    float[] exact = alone(draws);
    assertThat(target.outputs().type()).isEqualTo(ElementType.FLOAT16);
    for (int i = 0; i < exact.length; i++) {
      assertThat(target.outputs().toFloats()[i])
          .isCloseTo(exact[i], within(Math.abs(exact[i]) / 1024 + 1e-6f));
    }
  }

  @Test
  void make_repeatedTuplesWithACache_asksTheTeacherOncePerTuple() {
    TargetMaker maker = maker(Optional.of(audit(0)), ElementType.FLOAT32);

    for (int step = 0; step < 12; step++) {
      DrawBatch draws = batches.batch(step, 0);
      assertThat(made(maker, List.of(draws)).get(0).outputs().toFloats()).isEqualTo(alone(draws));
    }

    assertThat(registry.counter("aria.teacher.passes").count()).isEqualTo(12);
    assertThat(registry.counter("aria.teacher.cache.lookups", "result", "hit").count())
        .isEqualTo(120 - 12);
  }

  @Test
  void make_auditOfEveryHit_findsAllEqual() {
    TargetMaker maker = maker(Optional.of(audit(1)), ElementType.FLOAT32);

    for (int step = 0; step < 6; step++) {
      made(maker, List.of(batches.batch(step, 0)));
    }

    assertThat(registry.counter("aria.teacher.cache.audits", "result", "equal").count())
        .isEqualTo(60 - 12);
    assertThat(registry.counter("aria.teacher.cache.audits", "result", "different").count())
        .isZero();
  }

  @Test
  void make_auditOfADamagedEntry_countsItAndUsesTheFreshTarget() {
    AuditedCache cache = audit(1);
    DrawBatch draws = batches.batch(0, 0);
    cache.outputs(
        draws.draws(),
        (i, entry) -> true,
        asked -> asked.stream().map(draw -> new float[] {9, 9, 9}).toList());
    TargetMaker maker = maker(Optional.of(cache), ElementType.FLOAT32);

    TargetBatch target = made(maker, List.of(draws)).get(0);

    assertThat(target.outputs().toFloats()).isEqualTo(alone(draws));
    assertThat(registry.counter("aria.teacher.cache.audits", "result", "different").count())
        .isEqualTo(10);
  }

  @Test
  void make_teacherThatGivesNaN_namesTheDraw() {
    Teacher broken = new NotANumberTeacher();
    SampleInputs inputs = new SampleInputs(pairs, schedule, new float[2]);
    Inference inference = new Inference(broken, inputs, 8, false, metrics);
    TargetMaker maker =
        new TargetMaker(
            broken,
            inference,
            paths(ElementType.FLOAT32),
            Optional.empty(),
            1,
            ElementType.FLOAT32);

    assertThatThrownBy(() -> made(maker, List.of(batches.batch(4, 2))))
        .isInstanceOf(TeacherBroken.class)
        .hasMessageContaining("NaN")
        .hasMessageContaining("step 4, shard 2");
  }

  private static final class NotANumberTeacher implements Teacher {
    @Override
    public String digest() {
      return "broken";
    }

    @Override
    public List<Integer> sampleShape() {
      return List.of(3);
    }

    @Override
    public float[] outputs(float[] x, int[] timesteps, float[] conditions) {
      x[0] = Float.NaN;
      return x;
    }

    @Override
    public float[] sample(float[] conditions, List<Long> seeds) {
      return conditions;
    }

    @Override
    public void close() {}
  }
}
