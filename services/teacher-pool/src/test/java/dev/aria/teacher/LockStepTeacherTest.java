package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.TaughtTeacher;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.model.ScheduleSetting.Kind;
import dev.aria.models.model.ScheduleSetting.RectifiedFlow;
import dev.aria.models.model.ScheduleSetting.Variances;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.teacher.draws.DrawBatches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A teacher that predicts v, taught so that it says something. */
final class LockStepTeacherTest {
  private static final int SHARDS = 2;
  private static final int DRAWS = 10;
  private static final int STEPS = 12;

  @TempDir private Path folder;
  private ModelDescriptor descriptor;

  @BeforeEach
  void make() {
    write(ScheduleSetting.linear(), PredictionType.V);
  }

  private void write(ScheduleSetting schedule, PredictionType prediction) {
    DiffusionSetting diffusion = DiffusionSetting.of(schedule, prediction, 1);
    descriptor =
        TaughtTeacher.write(
            new NewModel("teacher", FilmMlp.of(6, 5, 24, 2), diffusion, 3),
            folder.resolve("teacher.pt"));
  }

  private Settings settings(String... changes) {
    Stream<String> common =
        Stream.of(
            "run.name=lock-step",
            "run.shards=" + SHARDS,
            "run.micro-batch=" + DRAWS,
            "run.paths.share=0.4",
            "run.paths.length=6",
            "run.probes.per-region=2",
            "run.teacher=" + folder.resolve("teacher.json"));
    return Settings.load(
        Stream.concat(common, Stream.of(changes))
            .map(setting -> "-Daria." + setting)
            .toArray(String[]::new));
  }

  private List<DrawBatch> step(long step, PathSchedule paths) {
    DrawBatches batches =
        new DrawBatches("lock-step", PoolParts.PAIRS, DRAWS, 50, descriptor.timesteps());
    return IntStream.range(0, SHARDS)
        .mapToObj(shard -> batches.withPaths(step, shard, paths))
        .toList();
  }

  private List<TargetBatch> targets(LockStepTeacher teacher, PathSchedule paths) {
    return IntStream.range(0, STEPS)
        .mapToObj(step -> teacher.targets(step(step, paths)))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void targets_stepAfterStep_takesOnePassADrawOnceItsPathsAreEntered() {
    Settings settings = settings();
    PathSchedule paths = settings.run().pathSchedule().orElseThrow();
    int entered =
        IntStream.range(0, paths.paths())
            .map(i -> paths.position(0, i / paths.draws(), i % paths.draws()))
            .sum();
    try (LockStepTeacher teacher = LockStepTeacher.open(settings, PoolParts.PAIRS)) {
      List<TargetBatch> targets = targets(teacher, paths);

      assertThat(teacher.passes()).isEqualTo(STEPS * SHARDS * DRAWS + entered);
      assertThat(targets)
          .allSatisfy(
              target -> {
                assertThat(target.teacherDigest()).isEqualTo(descriptor.sha256());
                assertThat(target.outputs().shape()).containsExactly(DRAWS, 6);
                assertThat(target.outputs().toFloats()).doesNotContain(0);
                assertThat(target.pathStates().shape()).containsExactly(4, 6);
              });
    }
  }

  static Stream<Arguments> processes() {
    return Stream.of(
        Arguments.of(ScheduleSetting.linear(), PredictionType.EPSILON),
        Arguments.of(
            new Variances(Kind.ZERO_SNR_SCALED_LINEAR, 1000, 0.00085, 0.012), PredictionType.V),
        Arguments.of(new RectifiedFlow(1000, 3), PredictionType.FLOW));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void targets_ofAnyForwardProcess_areWhatTheNetworkSaysAtXt(
      ScheduleSetting schedule, PredictionType prediction) {
    write(schedule, prediction);
    Settings settings = settings();
    SampleInputs inputs = new SampleInputs(PoolParts.PAIRS, schedule.schedule(), new float[5]);
    try (LockStepTeacher teacher = LockStepTeacher.open(settings, PoolParts.PAIRS);
        NoisePredictor network = ModelFiles.load(folder.resolve("teacher.pt"), "cpu")) {
      for (TargetBatch target : targets(teacher, settings.run().pathSchedule().orElseThrow())) {
        List<Draw> draws = target.draws().draws();
        float[] conditions = new float[DRAWS * inputs.conditionSize()];
        for (int i = 0; i < DRAWS; i++) {
          inputs.condition(target.draws(), draws.get(i), conditions, i * inputs.conditionSize());
        }
        int[] timesteps = draws.stream().mapToInt(Draw::timestep).toArray();

        Tensor said =
            network.predict(
                inputs.samples(inputs.noised(target)), timesteps, inputs.conditions(conditions));

        assertThat(target.outputs().toFloats()).containsExactly(said.toFloats(), within(1e-4f));
      }
    }
  }

  @Test
  void targets_anotherTeacherOfTheSameRun_givesTheSameBits() {
    Settings settings = settings();
    PathSchedule paths = settings.run().pathSchedule().orElseThrow();
    try (LockStepTeacher one = LockStepTeacher.open(settings, PoolParts.PAIRS);
        LockStepTeacher other = LockStepTeacher.open(settings, PoolParts.PAIRS)) {
      assertThat(targets(one, paths)).isEqualTo(targets(other, paths));
    }
  }

  @Test
  void targets_ofTwoTeachers_areThoseOfEachAlone() {
    TaughtTeacher.write(
        new NewModel("cats", FilmMlp.of(6, 5, 24, 2), descriptor.diffusion(), 9),
        folder.resolve("cats.pt"));
    String cats = folder.resolve("cats.json").toString();
    Settings both = settings("run.experts=cats = " + cats);
    PathSchedule paths = both.run().pathSchedule().orElseThrow();
    try (LockStepTeacher panel = LockStepTeacher.open(both, PoolParts.PAIRS);
        LockStepTeacher own = LockStepTeacher.open(settings(), PoolParts.PAIRS);
        LockStepTeacher expert =
            LockStepTeacher.open(settings("run.teacher=" + cats), PoolParts.PAIRS)) {
      for (int step = 0; step < STEPS; step++) {
        List<DrawBatch> draws = step(step, paths);
        List<TargetBatch> targets =
            panel.targets(
                draws.stream().map(b -> DrawBatches.by(b, "x", TwoTeachers::of)).toList());

        TwoTeachers.assertEachRow(targets, own.targets(draws), expert.targets(draws));
        assertThat(targets)
            .extracting(TargetBatch::teacherDigest)
            .containsOnly(RunTeachers.of(both.run()).ofTargets(descriptor.sha256()));
      }
    }
  }

  @Test
  void probes_ofACorpusInMemory_areTheFirstPromptsOfEachRegion() {
    List<TaggedPrompts> pages = List.of(page(1, 7), page(0, 3), page(1, 8));
    try (LockStepTeacher teacher = LockStepTeacher.open(settings(), PoolParts.PAIRS)) {
      List<ProbeSet> sets = teacher.probes("map", pages);

      assertThat(sets).extracting(ProbeSet::region).containsExactly(0, 1);
      assertThat(sets.get(0).conditions().toFloats()).containsOnly(3);
      assertThat(sets.get(1).conditions().toFloats()).containsExactly(7, 7, 7, 7, 7, 8, 8, 8, 8, 8);
      assertThat(sets.get(1).targets().shape()).containsExactly(2, 6);
      assertThat(sets).extracting(ProbeSet::teacherDigest).containsOnly(descriptor.sha256());
      assertThat(teacher.probes("map", pages)).isEqualTo(sets);
      assertThat(teacher.passes()).isZero();
    }
  }

  /** A page of one prompt. */
  private static TaggedPrompts page(int region, int value) {
    float[] condition = {value, value, value, value, value};
    return new TaggedPrompts(
        "map", region, List.of(1L), List.of("a"), Tensor.of(condition, 1, 5), Map.of());
  }
}
