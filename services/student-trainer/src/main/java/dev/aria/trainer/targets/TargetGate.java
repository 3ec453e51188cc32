package dev.aria.trainer.targets;

import dev.aria.core.record.TargetBatch;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;
import java.util.List;
import java.util.Optional;

/** Which targets this trainer may learn from. */
final class TargetGate {
  private final RunSettings run;
  private final ModelDescriptor teacher;
  private final SampleInputs inputs;
  private final RunTeachers teachers;

  /**
   * @param teacher the run's own, whose outputs the student is to learn beside those of its experts
   * @param inputs rebuilds what the targets were made of
   */
  TargetGate(RunSettings run, ModelDescriptor teacher, SampleInputs inputs) {
    this.run = run;
    this.teacher = teacher;
    this.inputs = inputs;
    this.teachers = RunTeachers.of(run);
  }

  /**
   * Why {@code batch}, read from {@code partition}, is refused; empty when it is not.
   *
   * @throws dev.aria.runtime.pairs.OtherPairedSet when it was made with another paired set: then
   *     this trainer is set up wrongly and must not go on
   * @throws RunRefused when it is of another lineage, or of other teachers; likewise
   */
  Optional<String> refusal(int partition, TargetBatch batch) {
    if (!batch.draws().run().equals(run.name())) {
      return Optional.of(
          "target of run '%s' in run '%s'".formatted(batch.draws().run(), run.name()));
    }
    if (batch.draws().lineage() != run.lineage()) {
      throw RunRefused.otherLineage("targets", batch.draws(), run.lineage());
    }
    if (batch.draws().shard() != partition || partition >= run.shards()) {
      return Optional.of(
          "target of shard %d in partition %d of %d shards"
              .formatted(batch.draws().shard(), partition, run.shards()));
    }
    refuseOtherTeachers(batch);
    return originRefusal(batch).or(() -> contentRefusal(batch));
  }

  private void refuseOtherTeachers(TargetBatch batch) {
    String theirs = batch.draws().teachersDigest();
    if (!theirs.equals(teachers.digest())) {
      throw new RunRefused(
          "targets of step %d, shard %d of run '%s' are of the teachers %s, but aria.run.teacher and aria.run.experts are those %s; set them as the prompt streamer has them"
              .formatted(
                  batch.draws().step(),
                  batch.draws().shard(),
                  run.name(),
                  RunTeachers.named(theirs),
                  RunTeachers.named(teachers.digest())));
    }
  }

  /** Outputs of two teachers, or at two scales of guidance, is never mixed. */
  private Optional<String> originRefusal(TargetBatch batch) {
    String expected = teachers.ofTargets(teacher.digest());
    if (!batch.teacherDigest().equals(expected)) {
      return Optional.of(
          "targets of the teacher with digest %s, aria.run.teacher is %s with digest %s"
              .formatted(batch.teacherDigest(), teacher.name(), expected));
    }
    if (batch.guidance() != run.guidance()) {
      return Optional.of(
          "targets at guidance %s, aria.run.guidance is %s"
              .formatted(batch.guidance(), run.guidance()));
    }
    return Optional.empty();
  }

  private Optional<String> contentRefusal(TargetBatch batch) {
    List<Integer> shape = batch.outputs().shape();
    if (!shape.subList(1, shape.size()).equals(teacher.sampleShape())) {
      return Optional.of(
          "targets of shape %s, the student's samples have shape %s"
              .formatted(shape, teacher.sampleShape()));
    }
    if (!batch.outputs().isFinite()) {
      return Optional.of("a target is not finite");
    }
    if (!batch.pathStates().isFinite()) {
      return Optional.of("a path's state is not finite");
    }
    return inputs.refusal(batch.draws());
  }
}
