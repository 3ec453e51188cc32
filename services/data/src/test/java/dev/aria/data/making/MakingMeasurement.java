package dev.aria.data.making;

import dev.aria.core.tensor.ElementType;
import dev.aria.data.fixture.Pictures;
import dev.aria.data.fixture.Tars;
import dev.aria.data.fixture.TinyModels;
import dev.aria.data.source.ColumnNames;
import dev.aria.data.source.Sources;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairShard;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.PairsJson;
import dev.aria.runtime.pairs.ShardPlaces;
import dev.aria.runtime.pairs.ShardedPairs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Images a second and heap of the making of pairs, on generated 16 x 16 pictures in tars. By hand:
 *
 * <pre>
 * mvn -q test-compile -pl services/data
 * cp=services/data/target/test-classes:services/data/target/classes:$(cat services/data/target/class-path.txt)
 * java -cp $cp dev.aria.data.making.MakingMeasurement write /tmp/tars 100000
 * java -Xmx64m -cp $cp dev.aria.data.making.MakingMeasurement make /tmp/pairs /tmp/tars 2
 * java -Xmx64m -cp $cp dev.aria.data.making.MakingMeasurement read /tmp/pairs
 * java -Xmx32m -cp $cp dev.aria.data.making.MakingMeasurement live /tmp/pairs2 /tmp/tars
 * java -cp $cp dev.aria.data.making.MakingMeasurement sparse /tmp/sparse 1221
 * java -Xmx16m -cp $cp dev.aria.data.making.MakingMeasurement open /tmp/sparse
 * </pre>
 *
 * {@code sparse} makes shards of 8192 pairs of 32 KiB whose files have holes for content: 1221 of
 * them are ten million pairs, 330 GB to look at and a few MB on the disk.
 *
 * <p>The class path needs to be written once: {@code mvn dependency:build-classpath@class-path}.
 */
public final class MakingMeasurement {
  private static final int PER_TAR = 10_000;
  private static final int SIDE = 16;

  private MakingMeasurement() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    long start = System.nanoTime();
    long count =
        switch (arguments[0]) {
          case "write" -> write(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
          case "make" ->
              make(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
          case "live" -> live(Path.of(arguments[1]), Path.of(arguments[2]));
          case "sparse" -> sparse(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
          case "open" -> open(Path.of(arguments[1]));
          case "read" -> read(Path.of(arguments[1]));
          default ->
              throw new IllegalArgumentException("say write, make, live, read, sparse or open");
        };
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d pictures, %.1f s, %.0f a second, heap after collections at most %.1f MB%n",
        arguments[0], count, seconds, count / seconds, heapAfterCollections() / 1e6);
  }

  private static double heapAfterCollections() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(
            pool ->
                pool.getType() == MemoryType.HEAP && pool.getName().matches(".*(Old|Tenured).*"))
        .mapToDouble(MakingMeasurement::peak)
        .sum();
  }

  private static double peak(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }

  private static long write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(1);
    for (int first = 0; first < count; first += PER_TAR) {
      try (Tars tar = new Tars(folder.resolve("%05d.tar".formatted(first / PER_TAR)))) {
        for (int i = first; i < Math.min(count, first + PER_TAR); i++) {
          tar.add("%08d.png".formatted(i), picture(random));
          tar.add("%08d.txt".formatted(i), "picture number " + i);
        }
      }
    }
    return count;
  }

  private static byte[] picture(Random random) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
    }
    return Pictures.file(image, "png");
  }

  private static long make(Path out, Path source, int workers) {
    MakingSettings settings = new MakingSettings(workers, 8, ElementType.FLOAT32, 0);
    PairedSetManifest manifest =
        new PairMaking(TinyModels.pixels(SIDE), settings, (bytes, pairs, rejected) -> {})
            .make(out, Sources.at(source, ColumnNames.USUAL));
    return manifest.pairs();
  }

  /** As make, but it collects all garbage every 500 batches and tells the most that was left. */
  private static long live(Path out, Path source) {
    MakingSettings settings = new MakingSettings(2, 8, ElementType.FLOAT32, 0);
    AtomicLong calls = new AtomicLong();
    AtomicLong most = new AtomicLong();
    PairedSetManifest manifest =
        new PairMaking(
                TinyModels.pixels(SIDE),
                settings,
                (bytes, pairs, rejected) -> {
                  if (calls.incrementAndGet() % 500 == 0) {
                    most.accumulateAndGet(heapInUse(), Math::max);
                  }
                })
            .make(out, Sources.at(source, ColumnNames.USUAL));
    System.out.printf("live: at most %.1f MB of heap in use%n", most.get() / 1e6);
    return manifest.pairs();
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long read(Path folder) {
    try (ShardedPairs pairs = ShardedPairs.open(folder)) {
      float[] latent = new float[3 * SIDE * SIDE];
      Random random = new Random(1);
      for (int i = 0; i < pairs.size(); i++) {
        pairs.latent(random.nextInt(pairs.size()), latent, 0);
        pairs.condition(random.nextInt(pairs.size()), latent, 0);
      }
      return pairs.size();
    }
  }

  private static long sparse(Path folder, int shards) throws IOException {
    PairLayout layout =
        new PairLayout(
            List.of(4, 64, 32), ElementType.FLOAT32, List.of(77), 384, ElementType.FLOAT16, 8192);
    Files.createDirectories(folder);
    List<PairShard> described = new ArrayList<>();
    for (int number = 0; number < shards; number++) {
      ShardPlaces places = new ShardPlaces(layout, number, 8192, 8192, 500_000);
      String name = PairShard.name(number);
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        file.setLength(places.bytes());
        file.getChannel().write(places.header());
      }
      described.add(new PairShard(name, 8192, 8192, places.bytes(), "0".repeat(64), 0, 1));
    }
    PairedSetManifest manifest = PairedSetManifest.of(layout, 0, 0, Map.of(), described);
    Files.writeString(folder.resolve(PairedSetManifest.FILE), PairsJson.write(manifest));
    return manifest.pairs();
  }

  private static long open(Path folder) {
    try (ShardedPairs pairs = ShardedPairs.open(folder)) {
      System.out.printf("open: %.1f MB of heap in use%n", heapInUse() / 1e6);
      return pairs.size();
    }
  }
}
