package dev.aria.streamer;

import dev.aria.core.allocation.Objective;
import dev.aria.core.allocation.Scope;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.RegionSource;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.settings.RunSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Settings and maps of small runs: 2 shards of 16 draws. */
public final class TestRun {
  public static final String DIGEST = "map-a";

  private TestRun() {}

  public static RunSettings run(long steps, String scope, String objective, int drawsPerPrompt) {
    return run(steps, 1_000_000, scope, objective, drawsPerPrompt);
  }

  public static RunSettings run(
      long steps, long maxInFlight, String scope, String objective, int drawsPerPrompt) {
    return new RunSettings(
        "a-run",
        "a-corpus",
        7,
        0,
        steps,
        2,
        16,
        4,
        maxInFlight,
        drawsPerPrompt,
        Path.of("teacher.json"),
        Collections.emptySortedMap(),
        Path.of("pairs.bin"),
        1,
        false,
        new RunSettings.Regions(RegionSource.KMEANS, 4, 1000),
        new RunSettings.Conditioning("exponential", 5, 0.1),
        new RunSettings.Paths(0, 20),
        new RunSettings.Allocation(
            "natural",
            Scope.valueOf(scope.toUpperCase(Locale.ROOT)),
            Objective.valueOf(objective.toUpperCase(Locale.ROOT)),
            Signal.TRAINING,
            PolicyConstants.DEFAULTS,
            "ema",
            0,
            10),
        new RunSettings.Probes(0, 10));
  }

  /** {@code run} under another name and corpus. */
  public static RunSettings named(RunSettings run, String name, String corpus) {
    return changed(run, name, corpus, run.lineage(), run.paths());
  }

  /** {@code run} under another lineage. */
  public static RunSettings ofLineage(RunSettings run, long lineage) {
    return changed(run, run.name(), run.corpus(), lineage, run.paths());
  }

  /** {@code run} with a share of path draws, of paths of {@code length} positions. */
  public static RunSettings withPaths(RunSettings run, double share, int length) {
    RunSettings.Paths paths = new RunSettings.Paths(share, length);
    return changed(run, run.name(), run.corpus(), run.lineage(), paths);
  }

  private static RunSettings changed(
      RunSettings run, String name, String corpus, long lineage, RunSettings.Paths paths) {
    return new RunSettings(
        name,
        corpus,
        run.seed(),
        lineage,
        run.steps(),
        run.shards(),
        run.microBatch(),
        run.workPartitions(),
        run.maxInFlight(),
        run.drawsPerPrompt(),
        run.teacher(),
        run.experts(),
        run.pairedSet(),
        run.guidance(),
        run.halfTargets(),
        run.regions(),
        run.conditioning(),
        paths,
        run.allocation(),
        run.probes());
  }

  /** Regions in one dimension, centred on 0, 1, 2, ... */
  public static RegionMapRecord map(List<Double> shares) {
    int regions = shares.size();
    float[] centres = new float[regions];
    IntStream.range(0, regions).forEach(r -> centres[r] = r);
    return new RegionMapRecord(
        "a-corpus",
        DIGEST,
        "encoder-a",
        Tensor.of(centres, regions, 1),
        IntStream.range(0, regions).mapToObj(r -> "region " + r).toList(),
        shares,
        Collections.nCopies(regions, 0));
  }
}
