package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.replay.Replay;
import dev.aria.operations.replay.ReplayStudent;
import dev.aria.operations.status.RunStatus;
import dev.aria.operations.status.StatusReading;
import dev.aria.operations.status.StudentStatus;
import java.nio.file.Path;
import java.util.Optional;

/** Further students from the log of a run whose services have all stopped. */
final class Replays {
  private final TinyStack stack;
  private final Replay replay;

  Replays(TinyStack stack) {
    this.stack = stack;
    this.replay = new Replay(stack.servers(), stack.files(), stack.run());
  }

  void assertSameWeightsAndTheShapeAskedFor(int steps) {
    CheckpointPublished first = replay.train(student("first"));
    CheckpointPublished second = replay.train(student("second"), 2);

    assertThat(first.step()).isEqualTo(steps);
    assertThat(second.weightsSha256()).isEqualTo(first.weightsSha256());
    ModelDescriptor own = ModelFiles.describe(model(TinyRuns.STUDENT));
    assertThat(own.architecture()).doesNotContainEntry("width", "14");
    ModelDescriptor shape = ModelFiles.describe(model("first"));
    assertThat(shape.architecture()).containsEntry("width", "14").containsEntry("blocks", "2");
    assertStatus(StatusReading.read(stack.cluster(), stack.run()).orElseThrow(), steps);
  }

  void assertNamesThatAreTakenAreRefused() {
    assertThatThrownBy(() -> replay.train(student(TinyRuns.STUDENT)))
        .hasMessageContaining("choose another --student name");
    assertThatThrownBy(() -> replay.train(student("first")))
        .hasMessageContaining("is trained already");
  }

  private Path model(String student) {
    return stack.files().student(student).resolve(student + ".pt");
  }

  private static ReplayStudent student(String name) {
    return new ReplayStudent(
        name, Optional.empty(), Optional.of(14), Optional.of(2), Optional.of(3L));
  }

  private static void assertStatus(RunStatus status, int steps) {
    assertThat(status.drawn()).isEqualTo(steps);
    assertThat(status.taught()).isEqualTo(steps);
    assertThat(status.weights()).isPresent();
    assertThat(status.students())
        .extracting(StudentStatus::name)
        .containsExactly("first", "second", TinyRuns.STUDENT);
    assertThat(status.students())
        .allSatisfy(student -> assertThat(student.trained()).isEqualTo(steps));
  }
}
