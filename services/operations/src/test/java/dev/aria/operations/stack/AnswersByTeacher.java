package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.digest.Sha256;
import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The targets of a run of two teachers, held against what each teacher says itself. */
final class AnswersByTeacher {
  /** Last bits that the number of rows of a call may move. */
  private static final float ROUNDING = 1e-4f;

  private final TinyStack stack;
  private final TinyRuns problem;
  private final Map<Long, String> texts;
  private final Map<Branch, Set<Integer>> answered = new EnumMap<>(Branch.class);

  AnswersByTeacher(TinyStack stack, TinyRuns problem) {
    this.stack = stack;
    this.problem = problem;
    this.texts =
        problem.corpus().stream().collect(Collectors.toMap(Sha256::firstLong, text -> text));
  }

  /** Each row is what its teacher says, and its teacher is the one that its prompt names. */
  void assertAll() {
    List<TargetBatch> targets = new ArrayList<>();
    new TopicScan(stack.cluster()).whole(Topics.targets(stack.run()), targets::add);
    RunTeachers teachers = RunTeachers.of(stack.run());
    Path own = teachers.files().get(0).model();
    Path expert = teachers.files().get(1).model();
    try (PairedSet pairs = PairedSets.open(stack.run().pairedSet());
        NoisePredictor first = ModelFiles.load(own, "cpu");
        NoisePredictor second = ModelFiles.load(expert, "cpu")) {
      assertThat(pairs.teachers()).containsExactly("expert");
      for (TargetBatch target : targets) {
        assertThat(target.draws().teachersDigest()).isEqualTo(teachers.digest());
        assertThat(target.teacherDigest())
            .isEqualTo(teachers.ofTargets(first.descriptor().digest()));
        check(target, pairs, List.of(said(target, pairs, first), said(target, pairs, second)));
      }
    }
    for (Branch branch : List.of(Branch.SWAPPED, Branch.PATH, Branch.PAIRED)) {
      assertThat(answered.get(branch)).as(branch.toString()).containsExactlyInAnyOrder(0, 1);
    }
  }

  private static float[] said(TargetBatch target, PairedSet pairs, NoisePredictor teacher) {
    SampleInputs inputs =
        new SampleInputs(
            pairs,
            teacher.descriptor().diffusion().schedule().schedule(),
            teacher.descriptor().nullCondition().toFloats());
    List<Draw> draws = target.draws().draws();
    float[] conditions = new float[draws.size() * inputs.conditionSize()];
    for (int i = 0; i < draws.size(); i++) {
      inputs.condition(target.draws(), draws.get(i), conditions, i * inputs.conditionSize());
    }
    int[] timesteps = draws.stream().mapToInt(Draw::timestep).toArray();
    Tensor x = inputs.samples(inputs.noised(target));
    return teacher.predict(x, timesteps, inputs.conditions(conditions)).toFloats();
  }

  private void check(TargetBatch target, PairedSet pairs, List<float[]> saidByEach) {
    List<Draw> draws = target.draws().draws();
    int width = target.outputs().rowSize();
    for (int row = 0; row < draws.size(); row++) {
      Draw draw = draws.get(row);
      assertThat(draw.teacher()).isEqualTo(named(draw, pairs));
      answered.computeIfAbsent(draw.branch(), key -> new HashSet<>()).add(draw.teacher());
      float[] logged = row(target.outputs().toFloats(), row, width);
      assertThat(logged)
          .containsExactly(row(saidByEach.get(draw.teacher()), row, width), within(ROUNDING))
          .isNotEqualTo(row(saidByEach.get(1 - draw.teacher()), row, width));
    }
  }

  private int named(Draw draw, PairedSet pairs) {
    if (draw.branch() == Branch.NULL) {
      return Draw.OWN_TEACHER;
    }
    String text =
        draw.prompt()
            .map(PromptCoordinate::id)
            .map(id -> texts.getOrDefault(id, ""))
            .orElseGet(() -> pairs.text(draw.latentId()));
    return problem.tag(text).isPresent() ? 1 : Draw.OWN_TEACHER;
  }

  private static float[] row(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
