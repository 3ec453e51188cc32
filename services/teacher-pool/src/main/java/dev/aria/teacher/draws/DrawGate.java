package dev.aria.teacher.draws;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;
import java.util.List;
import java.util.Optional;

/**
 * Which draw batches this pool answers. A wrong setting of the pool itself ends the pool instead of
 * refusing draws: a refused draw is never trained, and all draws of the run would be refused.
 */
final class DrawGate {
  private final RunSettings settings;
  private final String run;
  private final SampleInputs inputs;
  private final RunTeachers teachers;

  /**
   * @param settings of the run served, as this pool has them
   * @param inputs rebuilds what the teacher is given
   * @param teachers of the pool
   */
  DrawGate(RunSettings settings, SampleInputs inputs, RunTeachers teachers) {
    this.settings = settings;
    this.run = settings.name();
    this.inputs = inputs;
    this.teachers = teachers;
  }

  /**
   * Why {@code batch} is refused; empty when it is not.
   *
   * @throws RunRefused when it is of another lineage, for other teachers, of timesteps that this
   *     teacher lacks, with another number of path draws or on paths of another length
   * @throws dev.aria.runtime.pairs.OtherPairedSet when it refers to another paired set
   */
  Optional<String> refusal(DrawBatch batch) {
    if (!batch.run().equals(run)) {
      return Optional.of("draws of run '%s' in run '%s'".formatted(batch.run(), run));
    }
    if (batch.lineage() != settings.lineage()) {
      throw RunRefused.otherLineage("draws", batch, settings.lineage());
    }
    if (!batch.teachersDigest().equals(teachers.digest())) {
      throw otherTeachers(batch);
    }
    batch.draws().stream()
        .filter(draw -> draw.timestep() >= inputs.timesteps())
        .findFirst()
        .ifPresent(draw -> refuseTeacher(batch, draw));
    List<Draw> onPaths =
        batch.draws().stream().filter(draw -> draw.branch() == Branch.PATH).toList();
    if (onPaths.size() != settings.pathDraws()) {
      throw otherPathDraws(batch, onPaths.size());
    }
    onPaths.stream()
        .filter(draw -> !liesOnOurPath(draw))
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
        "%s are for the teachers %s, this pool has those %s; set aria.run.teacher and aria.run.experts to what the prompt streamer uses"
            .formatted(
                described(batch),
                RunTeachers.named(batch.teachersDigest()),
                RunTeachers.named(teachers.digest())));
  }

  private boolean liesOnOurPath(Draw draw) {
    int length = settings.paths().length();
    return draw.pathPosition() < length
        && draw.timestep()
            == PathPlan.timestep(inputs.timesteps(), length, draw.noiseSeed(), draw.pathPosition());
  }

  private RunRefused otherPathDraws(DrawBatch batch, int onPaths) {
    return new RunRefused(
        "%s are on %d paths, aria.run.paths.share = %s of aria.run.micro-batch = %d makes that %d; set both to what the prompt streamer uses"
            .formatted(
                described(batch),
                onPaths,
                settings.paths().share(),
                settings.microBatch(),
                settings.pathDraws()));
  }

  private void refusePath(DrawBatch batch, Draw draw) {
    throw new RunRefused(
        "%s have t = %d at position %d of a path, which no path of length %d has; set aria.run.paths.length to what the prompt streamer uses"
            .formatted(
                described(batch), draw.timestep(), draw.pathPosition(), settings.paths().length()));
  }

  private void refuseTeacher(DrawBatch batch, Draw draw) {
    throw new RunRefused(
        "%s have t = %d, but the teacher (aria.run.teacher) has %d timesteps; point it at the one that the prompt streamer uses"
            .formatted(described(batch), draw.timestep(), inputs.timesteps()));
  }

  private String described(DrawBatch batch) {
    return "draws of step %d, shard %d of run '%s'".formatted(batch.step(), batch.shard(), run);
  }
}
