package dev.aria.trainer;

import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.tensor.Tensor;
import java.util.Collections;
import java.util.stream.LongStream;

/** Probe sets for tests: samples (6), conditions (4), sixteen probes a region. */
record Probes(String run, long lineage, String teacher, int sampleSize, int timestep) {
  static final int OF_A_REGION = 16;
  private static final int CONDITION_SIZE = 4;

  ProbeSet of(int region) {
    return new ProbeSet(
        run,
        lineage,
        Targets.MAP,
        region,
        noise(1, sampleSize),
        Collections.nCopies(OF_A_REGION, timestep),
        LongStream.range(0, OF_A_REGION).boxed().toList(),
        noise(2, CONDITION_SIZE),
        noise(3, sampleSize),
        teacher);
  }

  private static Tensor noise(long seed, int width) {
    float[] values = new float[OF_A_REGION * width];
    GaussianNoise.fill(seed, values);
    return Tensor.of(values, OF_A_REGION, width);
  }

  Probes withRun(String other) {
    return new Probes(other, lineage, teacher, sampleSize, timestep);
  }

  Probes withLineage(long other) {
    return new Probes(run, other, teacher, sampleSize, timestep);
  }

  Probes withTeacher(String other) {
    return new Probes(run, lineage, other, sampleSize, timestep);
  }

  Probes withSampleSize(int other) {
    return new Probes(run, lineage, teacher, other, timestep);
  }

  Probes withTimestep(int other) {
    return new Probes(run, lineage, teacher, sampleSize, other);
  }
}
