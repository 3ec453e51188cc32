package dev.aria.emoji.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.training.Trainable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherTrainingTest {
  private static final TeacherPlan PLAN =
      new TeacherPlan(new FilmMlp(3, 2, 8, 1, 8), 16, 320, 1e-2, 5);
  private static final LabelledPictures DATA =
      new LabelledPictures(
          Tensor.of(new float[] {1, 2, 3, -1, -2, -3}, 2, 3),
          List.of(List.of(new float[] {1, 0}), List.of(new float[] {0, 1})));

  @TempDir private Path folder;

  private static Trainable fresh() {
    return Trainable.create(PLAN.model("encoder", "codec"), PLAN.optimizer(), "cpu");
  }

  @Test
  void run_toTheEnd_learnsAndWritesTeacherCheckpointAndLog() throws Exception {
    TeacherFolder files = TeacherFolder.at(folder.resolve("run"));
    var screen = new ByteArrayOutputStream();
    double before;
    double after;
    try (Trainable teacher = fresh()) {
      TeacherTraining training = new TeacherTraining(teacher, DATA, PLAN, files);
      before = training.next().loss();
      training.run(Duration.ofHours(1), new PrintStream(screen, true, StandardCharsets.UTF_8));
      after = loss(teacher);
    }

    assertThat(after).isLessThan(0.6 * before);
    assertThat(files.model()).exists();
    assertThat(Files.readAllLines(files.log())).hasSize(1);
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains("step 320/320");
    assertThat(Trainable.resume(files.checkpoint(), "cpu").metadata()).isEqualTo(PLAN.metadata());
  }

  @Test
  void next_afterResume_givesTheBitsOfARunWithoutAStop() {
    Path checkpoint = folder.resolve("half");
    TeacherFolder files = TeacherFolder.at(folder);
    try (Trainable straight = fresh();
        Trainable stopped = fresh()) {
      steps(straight, files, 20);
      steps(stopped, files, 10);
      stopped.checkpoint(checkpoint, PLAN.metadata());

      try (Trainable resumed = Trainable.resume(checkpoint, "cpu").model()) {
        steps(resumed, files, 10);
        assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
      }
    }
  }

  private static void steps(Trainable teacher, TeacherFolder files, int count) {
    TeacherTraining training = new TeacherTraining(teacher, DATA, PLAN, files);
    for (int i = 0; i < count; i++) {
      training.next();
    }
  }

  private static double loss(Trainable teacher) {
    double sum = 0;
    float[] each =
        teacher.discrepancies(
            NoisedBatch.draw(DATA, TeacherPlan.schedule().schedule(), 256, 9, 0).toMicroBatch());
    for (float value : each) {
      sum += value;
    }
    return sum / each.length;
  }
}
