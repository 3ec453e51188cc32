package dev.aria.streamer.tagging;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.region.RegionCounts;
import dev.aria.core.region.RegionFields;
import dev.aria.core.region.RegionFitter;
import dev.aria.core.region.RegionGroups;
import dev.aria.core.region.RegionMapDigest;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.corpus.RegionTagger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the region map of a corpus from a sample of it: by clustering the conditions, or from the
 * region that each prompt brings along, whose centroid is then the mean of its conditions so that
 * the paired set can be assigned as well.
 */
final class RegionMapMaker {
  private static final int NAME_CHARACTERS = 60;

  private final RunSettings run;
  private final String encoderDigest;
  private final RegionFitter fitter;

  RegionMapMaker(RunSettings run, String encoderDigest, RegionFitter fitter) {
    this.run = run;
    this.encoderDigest = encoderDigest;
    this.fitter = fitter;
  }

  /**
   * The map of {@code sample}, whose conditions are the rows of {@code conditions} (N, D).
   *
   * @throws IllegalArgumentException when the sample is too small, or no prompt names its region
   */
  RegionMapRecord make(List<PromptRecord> sample, Tensor conditions) {
    return RegionTagger.byField(run) ? ofFields(sample, conditions) : clustered(sample, conditions);
  }

  private RegionMapRecord clustered(List<PromptRecord> sample, Tensor conditions) {
    long seed = RandomStream.of(run.seed(), Purpose.REGION_FIT, 0).nextLong();
    Tensor centroids = fitter.fit(conditions, run.regions().count(), seed);
    NearestCentroid nearest = new NearestCentroid(centroids, RegionTagger.METRIC);
    int[] assigned = new int[sample.size()];
    float[] condition = new float[conditions.rowSize()];
    for (int i = 0; i < assigned.length; i++) {
      conditions.readRow(i, condition, 0);
      assigned[i] = nearest.assign(condition);
    }
    List<String> names = new ArrayList<>();
    for (int region = 0; region < run.regions().count(); region++) {
      names.add(RegionMapRecord.clusterName(region, example(region, assigned, sample)));
    }
    return record(centroids, names, assigned);
  }

  /** The first prompt of a region stands for it in logs and tables. */
  private static String example(int region, int[] assigned, List<PromptRecord> sample) {
    for (int i = 0; i < assigned.length; i++) {
      if (assigned[i] == region) {
        String text = sample.get(i).text().strip();
        return text.substring(0, Math.min(text.length(), NAME_CHARACTERS));
      }
    }
    return "(empty)";
  }

  private RegionMapRecord ofFields(List<PromptRecord> sample, Tensor conditions) {
    List<String> labels = sample.stream().flatMap(prompt -> prompt.region().stream()).toList();
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(
          "aria.run.regions.source is 'field', but no prompt of corpus '%s' names its region"
              .formatted(run.corpus()));
    }
    RegionFields fields = new RegionFields(labels);
    int[] assigned =
        sample.stream()
            .mapToInt(
                prompt -> prompt.region().map(fields::assign).map(r -> r.orElse(-1)).orElse(-1))
            .toArray();
    Tensor means = means(conditions, assigned, fields.names().size());
    int[] known = Arrays.stream(assigned).filter(region -> region >= 0).toArray();
    return record(means, fields.names(), known);
  }

  private static Tensor means(Tensor conditions, int[] assigned, int regions) {
    int dimensions = conditions.rowSize();
    double[] sums = new double[regions * dimensions];
    long[] counts = new long[regions];
    float[] condition = new float[dimensions];
    for (int i = 0; i < assigned.length; i++) {
      if (assigned[i] >= 0) {
        conditions.readRow(i, condition, 0);
        counts[assigned[i]]++;
        for (int d = 0; d < dimensions; d++) {
          sums[assigned[i] * dimensions + d] += condition[d];
        }
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / counts[i / dimensions]);
    }
    return Tensor.of(means, regions, dimensions);
  }

  private RegionMapRecord record(Tensor centroids, List<String> names, int[] assigned) {
    return new RegionMapRecord(
        run.corpus(),
        RegionMapDigest.of(encoderDigest, RegionTagger.METRIC, centroids, names),
        encoderDigest,
        centroids,
        names,
        RegionCounts.of(assigned, names.size()).shares(),
        RegionGroups.of(centroids, fitter, RegionTagger.METRIC, run.seed()));
  }
}
