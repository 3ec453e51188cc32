package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.TinyText;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.operations.audit.RunAudit;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.replay.Replay;
import dev.aria.operations.replay.ReplayStudent;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two teachers whose conditions are texts, through all four services: token ids travel, and half of
 * the prompts name the second teacher.
 */
final class TextPipelineIT {
  private static final int STEPS = 60;

  @TempDir Path folder;

  @Test
  void fourProcesses_textsOfTwoTeachers_eachIsAnsweredByItsOwnAndReplaysAreTheSameStudent() {
    try (TinyStack stack = TinyStack.open(folder, "texts", STEPS, TinyFamily.TEXT)) {
      train(stack);

      assertIdsTravel(stack);
      new AnswersByTeacher(stack, new TinyRuns(folder, TinyFamily.TEXT)).assertAll();
      assertThat(new RunAudit(stack.cluster(), stack.run()).of(TinyRuns.STUDENT).violations())
          .isEmpty();
      assertStudentReadsTexts(stack.files().student(TinyRuns.STUDENT).resolve("small.pt"));
      Replay replay = new Replay(stack.servers(), stack.files(), stack.run());
      String own = published(stack);
      assertThat(replay.train(like("one")).weightsSha256()).isEqualTo(own);
      assertThat(replay.train(like("two"), 2).weightsSha256()).isEqualTo(own);
    }
  }

  private static ReplayStudent like(String name) {
    return new ReplayStudent(
        name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void train(TinyStack stack) {
    try (RunServices services = stack.services();
        RunMonitor monitor = stack.monitor()) {
      services.startAll();
      TinyStack.untilFinished(services, monitor);
    }
  }

  private static void assertIdsTravel(TinyStack stack) {
    List<Integer> rows = new ArrayList<>();
    new TopicScan(stack.cluster())
        .whole(
            Topics.targets(stack.run()),
            target -> {
              Tensor conditions = target.draws().conditions();
              rows.add(conditions.shape().get(0));
              assertThat(conditions.shape().get(1)).isEqualTo(TinyText.LENGTH);
              for (float id : conditions.toFloats()) {
                assertThat(id).isEqualTo((int) id).isBetween(0f, 100f);
              }
              assertThat(target.draws().draws()).anyMatch(d -> d.branch() == Branch.PATH);
            });
    assertThat(rows).hasSize(STEPS * TinyRuns.SHARDS);
  }

  /** The weights of the run's own student at its end. */
  private static String published(TinyStack stack) {
    List<CheckpointPublished> all = new ArrayList<>();
    new TopicScan(stack.cluster()).whole(Topics.checkpoints(stack.run()), all::add);
    return all.stream()
        .filter(one -> one.student().equals(TinyRuns.STUDENT) && one.step() == STEPS)
        .findFirst()
        .orElseThrow()
        .weightsSha256();
  }

  private static void assertStudentReadsTexts(Path file) {
    try (NoisePredictor student = ModelFiles.load(file, "cpu");
        PromptEncoders encoders = ModelFolder.of(file).encoders(1 << 20)) {
      Tensor tiger = encoders.conditions().encodeAll(List.of("a picture of a tiger"));
      Tensor tram = encoders.conditions().encodeAll(List.of("a picture of a tram"));
      Tensor x = Tensor.of(new float[6], 1, 6);
      int[] t = {500};

      assertThat(student.predict(x, t, tiger)).isNotEqualTo(student.predict(x, t, tram));
    }
  }
}
