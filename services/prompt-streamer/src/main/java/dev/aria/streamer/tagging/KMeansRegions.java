package dev.aria.streamer.tagging;

import dev.aria.core.region.RegionFitter;
import dev.aria.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Regions as the clusters of k-means (Tribuo), started by k-means++; one thread, so repeatable. */
final class KMeansRegions implements RegionFitter {
  private static final int ITERATIONS = 25;
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  KMeansRegions() {
    TRIBUO.setLevel(Level.WARNING); // it tells of every fit, and of nothing else
  }

  @Override
  public Tensor fit(Tensor conditions, int regions, long seed) {
    int rows = conditions.shape().get(0);
    if (regions < 1 || regions > rows) {
      throw new IllegalArgumentException(
          "cannot make %d regions of %d prompts".formatted(regions, rows));
    }
    KMeansTrainer trainer =
        new KMeansTrainer(
            regions, ITERATIONS, DistanceType.L2.getDistance(), Initialisation.PLUSPLUS, 1, seed);
    return centroids(trainer.train(dataset(conditions)).getCentroidVectors());
  }

  private static MutableDataset<ClusterID> dataset(Tensor conditions) {
    ClusteringFactory factory = new ClusteringFactory();
    String[] names = featureNames(conditions.rowSize());
    float[] row = new float[names.length];
    List<Example<ClusterID>> examples = new ArrayList<>();
    for (int i = 0; i < conditions.shape().get(0); i++) {
      conditions.readRow(i, row, 0);
      double[] values = new double[row.length];
      Arrays.setAll(values, d -> row[d]);
      examples.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, values));
    }
    var provenance = new SimpleDataSourceProvenance("conditions", factory);
    return new MutableDataset<>(new ListDataSource<>(examples, factory, provenance));
  }

  /** Tribuo numbers features in the order of their names, so these keep that of the dimensions. */
  private static String[] featureNames(int dimensions) {
    String[] names = new String[dimensions];
    Arrays.setAll(names, d -> String.format(Locale.ROOT, "%06d", d));
    return names;
  }

  private static Tensor centroids(DenseVector[] vectors) {
    int dimensions = vectors[0].size();
    float[] values = new float[vectors.length * dimensions];
    for (int region = 0; region < vectors.length; region++) {
      for (int d = 0; d < dimensions; d++) {
        values[region * dimensions + d] = (float) vectors[region].get(d);
      }
    }
    return Tensor.of(values, vectors.length, dimensions);
  }
}
