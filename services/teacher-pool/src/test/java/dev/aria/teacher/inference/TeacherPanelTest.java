package dev.aria.teacher.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.teacher.cache.AuditedCache;
import dev.aria.teacher.cache.CacheMetrics;
import dev.aria.teacher.draws.DrawBatches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several teachers in one pool: each draw is answered by its own, as if that one were alone. */
final class TeacherPanelTest {
  private static final int S = 3;
  private static final int DRAWS = 10;
  private static final int STEPS = 6;
  private static final int TIMESTEPS = 100;
  private static final int TEACHERS = 3;
  private static final String DIGEST = "teachers";

  private final InMemoryPairs pairs = new InMemoryPairs(5, S, 2);
  private final NoiseSchedule schedule = NoiseSchedule.linear(TIMESTEPS, 1e-4, 0.02);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InferenceMetrics metrics = new InferenceMetrics(registry);
  private final PathSchedule paths = new PathSchedule(4, 5, 2);

  private static Teacher teacher(int index) {
    return new ArithmeticTeacher(S, 2, 1000f * index);
  }

  private static Teacher panel() {
    return new TeacherPanel(
        IntStream.range(0, TEACHERS).mapToObj(TeacherPanelTest::teacher).toList(),
        own -> own + " and others");
  }

  private TargetMaker maker(Teacher teacher, Optional<AuditedCache> cache) {
    SampleInputs inputs = new SampleInputs(pairs, schedule, new float[2]);
    return new TargetMaker(
        teacher,
        new Inference(teacher, inputs, 8, cache.isPresent(), metrics),
        new TeacherPaths(
            new PathPlan(schedule, PredictionType.EPSILON, paths.length()),
            inputs,
            ElementType.FLOAT32,
            new PathStates(),
            draws -> Optional.empty()),
        cache,
        1,
        ElementType.FLOAT32);
  }

  private static List<TargetBatch> made(TargetMaker maker, List<DrawBatch> draws) {
    return maker.make(draws.stream().map(Assigned::forGood).toList());
  }

  private List<DrawBatch> batches() {
    DrawBatches batches = new DrawBatches("run", pairs, DRAWS, 12, TIMESTEPS);
    return IntStream.range(0, STEPS).mapToObj(step -> batches.withPaths(step, 0, paths)).toList();
  }

  /** By the prompt, so that a path keeps its teacher. */
  private static int of(Draw draw) {
    long prompt = draw.prompt().map(at -> at.id()).orElse((long) draw.latentId());
    return (int) (prompt % TEACHERS);
  }

  private List<DrawBatch> routed() {
    return batches().stream()
        .map(batch -> DrawBatches.by(batch, DIGEST, TeacherPanelTest::of))
        .toList();
  }

  @Test
  void make_drawsOfSeveralTeachers_areAnsweredAsByEachAlone() {
    List<TargetBatch> targets = made(maker(panel(), Optional.empty()), routed());

    for (int index = 0; index < TEACHERS; index++) {
      List<TargetBatch> alone = made(maker(teacher(index), Optional.empty()), batches());
      assertSameWhere(index, targets, alone);
    }
    assertThat(targets).extracting(TargetBatch::teacherDigest).containsOnly("teacher and others");
    assertThat(routed().stream().flatMap(batch -> batch.draws().stream()))
        .extracting(Draw::teacher)
        .contains(0, 1, 2);
  }

  @Test
  void make_withACache_answersAsWithoutOne() {
    AuditedCache cache = new AuditedCache(1 << 20, 0, 7, new CacheMetrics(registry));
    List<DrawBatch> twice = Stream.concat(routed().stream(), others().stream()).toList();

    List<TargetBatch> cached = made(maker(panel(), Optional.of(cache)), twice);

    assertThat(outputs(cached)).isEqualTo(outputs(made(maker(panel(), Optional.empty()), twice)));
  }

  /** The same draws, each by the next teacher: only that tells their keys apart. */
  private List<DrawBatch> others() {
    return batches().stream()
        .map(batch -> DrawBatches.by(batch, DIGEST, draw -> (of(draw) + 1) % TEACHERS))
        .toList();
  }

  private static List<List<Float>> outputs(List<TargetBatch> targets) {
    return targets.stream()
        .map(
            target -> {
              List<Float> values = new ArrayList<>();
              for (float value : target.outputs().toFloats()) {
                values.add(value);
              }
              return values;
            })
        .toList();
  }

  private static void assertSameWhere(
      int index, List<TargetBatch> targets, List<TargetBatch> alone) {
    for (int b = 0; b < targets.size(); b++) {
      List<Draw> draws = targets.get(b).draws().draws();
      int path = 0;
      for (int row = 0; row < draws.size(); row++) {
        boolean own = draws.get(row).teacher() == index;
        if (own) {
          assertThat(row(targets.get(b).outputs().toFloats(), row))
              .isEqualTo(row(alone.get(b).outputs().toFloats(), row));
        }
        if (draws.get(row).branch() == Branch.PATH) {
          if (own) {
            assertThat(row(targets.get(b).pathStates().toFloats(), path))
                .isEqualTo(row(alone.get(b).pathStates().toFloats(), path));
          }
          path++;
        }
      }
    }
  }

  private static float[] row(float[] values, int row) {
    return Arrays.copyOfRange(values, row * S, (row + 1) * S);
  }

  @Test
  void make_drawsOfOneTeacher_areCalledAsBefore() {
    ArithmeticTeacher one = new ArithmeticTeacher(S, 2);
    TeacherPanel panel = new TeacherPanel(List.of(one, teacher(1)), own -> own);
    List<TargetBatch> alone = made(maker(teacher(0), Optional.empty()), batches());
    int samples = (int) registry.counter("aria.teacher.passes").count();

    assertThat(outputs(made(maker(panel, Optional.empty()), batches()))).isEqualTo(outputs(alone));
    assertThat(one.largestCall()).isEqualTo(8);
    assertThat(registry.counter("aria.teacher.passes").count()).isEqualTo(2.0 * samples);
  }

  @Test
  void expert_thatThereIsNot_isRefused() {
    assertThatThrownBy(() -> panel().expert(TEACHERS))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> teacher(0).expert(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void rows_ofSeveralTeachers_areAskedOfEachAndComeBackInOrder() {
    RowsByTeacher rows = new RowsByTeacher(panel(), List.of(2, 0, 2));
    float[] x = {1, 1, 1, 2, 2, 2, 3, 3, 3};
    float[] conditions = {0.5f, 0, 0.25f, 0, 0, 0};

    assertThat(rows.outputs(x, List.of(7, 8, 9), conditions))
        .containsExactly(2008.5f, 2008.5f, 2008.5f, 10.25f, 10.25f, 10.25f, 2012, 2012, 2012);
    assertThat(rows.sample(conditions, List.of(1L, 2L, 3L)))
        .containsExactly(2001.5f, 2001.5f, 2001.5f, 2.25f, 2.25f, 2.25f, 2003, 2003, 2003);
  }
}
