package dev.aria.streamer.drawing;

import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.corpus.RegionTagger;
import java.util.List;

/**
 * What the sampler draws with, beside the corpus: the encoder's conditions, the paired set and the
 * teacher's timesteps.
 *
 * @param encoderDigest encoder that made the conditions
 * @param conditionShape shape of one condition
 * @param pairs the paired set, owned by the service
 * @param fractions of the teacher's timesteps
 */
public record SamplerInputs(
    String encoderDigest,
    List<Integer> conditionShape,
    PairedSet pairs,
    TimestepFractions fractions) {
  public SamplerInputs {
    conditionShape = List.copyOf(conditionShape);
    if (!pairs.conditionShape().equals(conditionShape)) {
      throw new IllegalArgumentException(
          "the paired set (aria.run.paired-set) has conditions of shape %s, the encoder makes %s;"
                  .formatted(pairs.conditionShape(), conditionShape)
              + " make it again with this encoder");
    }
  }

  /** Which pair lies in which region of {@code map}: that with the nearest centroid. */
  StepMaker.Pairs assigned(RunSettings run, RegionMapRecord map) {
    var nearest = new RegionTagger(run, map).nearest();
    int[] regionOf = new int[pairs.size()];
    float[] condition = new float[conditionShape.stream().reduce(1, Math::multiplyExact)];
    for (int pair = 0; pair < regionOf.length; pair++) {
      pairs.condition(pair, condition, 0);
      regionOf[pair] = nearest.applyAsInt(condition);
    }
    return new StepMaker.Pairs(new PairIndex(regionOf, map.regions()), pairs.digest());
  }

  /** Random Conditioning for the draws that are not on a path. */
  RandomConditioning conditioning(RunSettings run) {
    if (run.pathDraws() > 0 && run.paths().length() > fractions.timesteps()) {
      throw new RunRefused(
          "aria.run.paths.length is %d, must be at most %d, the teacher's timesteps"
              .formatted(run.paths().length(), fractions.timesteps()));
    }
    return run.randomConditioning(fractions, pairs.size());
  }
}
