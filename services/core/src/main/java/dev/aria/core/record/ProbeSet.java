package dev.aria.core.record;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * The probes of one region: corpus prompts whose latents the teacher itself sampled, with fixed
 * timestep and noise.
 *
 * @param run name of the run
 * @param lineage fence: probes change with the teacher or the region map
 * @param regionMapDigest map that the region refers to
 * @param region index of the region
 * @param latents x0: (N, sample shape) float32
 * @param timesteps t of each probe
 * @param noiseSeeds seed of epsilon of each probe
 * @param conditions (N, condition shape) float32
 * @param targets what the teacher says at x_t: (N, sample shape) float32
 * @param teacherDigest SHA-256 of the teacher's file
 */
public record ProbeSet(
    String run,
    long lineage,
    String regionMapDigest,
    int region,
    Tensor latents,
    List<Integer> timesteps,
    List<Long> noiseSeeds,
    Tensor conditions,
    Tensor targets,
    String teacherDigest) {
  public ProbeSet {
    Checks.filled("run", run);
    Checks.atLeast("region", region, 0);
    timesteps = List.copyOf(timesteps);
    noiseSeeds = List.copyOf(noiseSeeds);
    int probes = timesteps.size();
    Checks.atLeast("probes", probes, 1);
    if (noiseSeeds.size() != probes
        || latents.shape().get(0) != probes
        || conditions.shape().get(0) != probes
        || targets.shape().get(0) != probes) {
      throw new IllegalArgumentException(
          "probe set of %d timesteps has %d noise seeds, latents %s, conditions %s, targets %s"
              .formatted(
                  probes, noiseSeeds.size(), latents.shape(), conditions.shape(), targets.shape()));
    }
  }
}
