package dev.aria.trainer.probes;

import dev.aria.core.record.ProbeSet;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which probes this trainer may score its student on. Those of another region map pass: they are
 * scored once draws refer to it.
 */
final class ProbeGate {
  private final RunSettings run;
  private final ModelDescriptor teacher;
  private final List<Integer> conditionShape;
  private final String digest;

  /**
   * @param teacher whose answers the probes hold
   * @param conditionShape extents of one condition, as in the paired set
   */
  ProbeGate(RunSettings run, ModelDescriptor teacher, List<Integer> conditionShape) {
    this.run = run;
    this.teacher = teacher;
    this.conditionShape = List.copyOf(conditionShape);
    this.digest = RunTeachers.of(run).ofTargets(teacher.digest());
  }

  /** Why {@code set} is refused; empty when it is not. */
  Optional<String> refusal(ProbeSet set) {
    if (!set.run().equals(run.name())) {
      return Optional.of("probes of run '%s' in run '%s'".formatted(set.run(), run.name()));
    }
    if (set.lineage() != run.lineage()) {
      return Optional.of(
          "probes of lineage %d, this trainer follows lineage %d"
              .formatted(set.lineage(), run.lineage()));
    }
    if (!set.teacherDigest().equals(digest)) {
      return Optional.of(
          "probes of the teacher with digest %s, aria.run.teacher is %s with digest %s"
              .formatted(set.teacherDigest(), teacher.name(), digest));
    }
    return content("latents", set.latents(), teacher.sampleShape())
        .or(() -> content("conditions", set.conditions(), conditionShape))
        .or(() -> content("targets", set.targets(), teacher.sampleShape()))
        .or(() -> timesteps(set));
  }

  private static Optional<String> content(String name, Tensor values, List<Integer> expected) {
    List<Integer> shape = values.shape();
    if (!shape.subList(1, shape.size()).equals(expected)) {
      return Optional.of(
          "%s of shape %s, the student's have shape %s".formatted(name, shape, expected));
    }
    return values.isFinite() ? Optional.empty() : Optional.of(name + " are not finite");
  }

  private Optional<String> timesteps(ProbeSet set) {
    Predicate<Integer> outside = t -> t < 0 || t >= teacher.timesteps();
    return set.timesteps().stream()
        .filter(outside)
        .findFirst()
        .map(t -> "a probe at t = %d of %d".formatted(t, teacher.timesteps()));
  }
}
