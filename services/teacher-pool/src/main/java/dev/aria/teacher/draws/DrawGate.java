package dev.aria.teacher.draws;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.teacher.RunTeachers;
import java.util.Optional;

/**
 * Which draw batches this pool answers. A wrong setting of the pool itself ends the pool instead of
 * refusing draws: a refused draw is never trained, and all draws of the run would be refused.
 */
final class DrawGate {
  private final String run;
  private final long lineage;
  private final SampleInputs inputs;
  private final int pathLength;
  private final RunTeachers teachers;

  /**
   * @param inputs rebuilds what the teacher is given
   * @param pathLength K of the teacher's sampling paths
   * @param teachers of the pool
   */
  DrawGate(String run, long lineage, SampleInputs inputs, int pathLength, RunTeachers teachers) {
    this.run = run;
    this.lineage = lineage;
    this.inputs = inputs;
    this.pathLength = pathLength;
    this.teachers = teachers;
  }

  /** The run served. */
  String run() {
    return run;
  }

  /**
   * Why {@code batch} is refused; empty when it is not.
   *
   * @throws RunRefused when it is of another lineage, for other teachers, of timesteps that this
   *     teacher lacks, or on paths of another length
   * @throws dev.aria.runtime.pairs.OtherPairedSet when it refers to another paired set
   */
  Optional<String> refusal(DrawBatch batch) {
    if (!batch.run().equals(run)) {
      return Optional.of("draws of run '%s' in run '%s'".formatted(batch.run(), run));
    }
    if (batch.lineage() != lineage) {
      throw RunRefused.otherLineage("draws", batch, lineage);
    }
    if (!batch.teachersDigest().equals(teachers.digest())) {
      throw otherTeachers(batch);
    }
    batch.draws().stream()
        .filter(draw -> draw.timestep() >= inputs.timesteps())
        .findFirst()
        .ifPresent(draw -> refuseTeacher(batch, draw));
    batch.draws().stream()
        .filter(draw -> draw.branch() == Branch.PATH && !liesOnOurPath(draw))
        .findFirst()
        .ifPresent(draw -> refusePath(batch, draw));
    return inputs.refusal(batch).or(() -> teacherRefusal(batch));
  }

  private Optional<String> teacherRefusal(DrawBatch batch) {
    return batch.draws().stream()
        .filter(draw -> draw.teacher() >= teachers.count())
        .findFirst()
        .map(
            draw ->
                "draw %d names teacher %d of %d"
                    .formatted(draw.ordinal(), draw.teacher(), teachers.count()));
  }

  private RunRefused otherTeachers(DrawBatch batch) {
    return new RunRefused(
        "draws of step %d, shard %d of run '%s' are for the teachers %s, this pool has those %s; set aria.run.teacher and aria.run.experts to what the prompt streamer uses"
            .formatted(
                batch.step(),
                batch.shard(),
                run,
                RunTeachers.named(batch.teachersDigest()),
                RunTeachers.named(teachers.digest())));
  }

  private boolean liesOnOurPath(Draw draw) {
    return draw.pathPosition() < pathLength
        && draw.timestep()
            == PathPlan.timestep(
                inputs.timesteps(), pathLength, draw.noiseSeed(), draw.pathPosition());
  }

  private void refusePath(DrawBatch batch, Draw draw) {
    throw new RunRefused(
        "draws of step %d, shard %d of run '%s' have t = %d at position %d of a path, which no path of length %d has; set aria.run.paths.length to what the prompt streamer uses"
            .formatted(
                batch.step(),
                batch.shard(),
                run,
                draw.timestep(),
                draw.pathPosition(),
                pathLength));
  }

  private void refuseTeacher(DrawBatch batch, Draw draw) {
    throw new RunRefused(
        "draws of step %d, shard %d of run '%s' have t = %d, but the teacher (aria.run.teacher) has %d timesteps; point it at the one that the prompt streamer uses"
            .formatted(batch.step(), batch.shard(), run, draw.timestep(), inputs.timesteps()));
  }
}
