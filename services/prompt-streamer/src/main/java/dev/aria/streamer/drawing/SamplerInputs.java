package dev.aria.streamer.drawing;

import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherNames;
import dev.aria.streamer.corpus.PairTeachers;
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
 * @param teachersDigest of the run's teachers; empty without experts
 */
public record SamplerInputs(
    String encoderDigest,
    List<Integer> conditionShape,
    PairedSet pairs,
    TimestepFractions fractions,
    String teachersDigest) {
  public SamplerInputs {
    conditionShape = List.copyOf(conditionShape);
    if (!pairs.conditionShape().equals(conditionShape)) {
      throw new IllegalArgumentException(
          "the paired set (aria.run.paired-set) has conditions of shape %s, the encoder makes %s;"
                  .formatted(pairs.conditionShape(), conditionShape)
              + " make it again with this encoder");
    }
  }

  /** What a run without experts draws with. */
  public SamplerInputs(
      String encoderDigest,
      List<Integer> conditionShape,
      PairedSet pairs,
      TimestepFractions fractions) {
    this(encoderDigest, conditionShape, pairs, fractions, "");
  }

  /**
   * Which pair lies in which region of {@code map}: that whose centroid is nearest to its region
   * vector.
   */
  StepMaker.Pairs assigned(RunSettings run, RegionMapRecord map) {
    var nearest = new RegionTagger(run, map).nearest();
    int[] regionOf = new int[pairs.size()];
    if (pairs.regionDimension() != map.centroids().rowSize()) {
      throw new RunRefused(
          "the paired set (aria.run.paired-set) has region vectors of %d numbers, the region map's have %d; make it again with ./aria data pairs"
              .formatted(pairs.regionDimension(), map.centroids().rowSize()));
    }
    float[] vector = new float[pairs.regionDimension()];
    for (int pair = 0; pair < regionOf.length; pair++) {
      pairs.regionVector(pair, vector, 0);
      regionOf[pair] = nearest.applyAsInt(vector);
    }
    return new StepMaker.Pairs(
        new PairIndex(regionOf, map.regions()),
        pairs.digest(),
        PairTeachers.of(pairs, run.pairedSet(), TeacherNames.of(run)),
        teachersDigest);
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
