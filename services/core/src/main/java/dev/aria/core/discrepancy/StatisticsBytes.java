package dev.aria.core.discrepancy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical bytes of {@link Statistics}: equal statistics have equal bytes and the other way
 * round. Big-endian; a format number first.
 */
public final class StatisticsBytes {
  private static final int FORMAT = 2;

  private StatisticsBytes() {}

  /** Bytes of {@code statistics}: about 150 a region. */
  public static byte[] encode(Statistics statistics) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeLong(statistics.lineage());
      out.writeUTF(statistics.regionMapDigest());
      out.writeLong(statistics.nextTick());
      write(out, statistics.pooled());
      write(out, statistics.normaliser());
      out.writeInt(statistics.regions());
      for (int region = 0; region < statistics.regions(); region++) {
        write(out, statistics.estimates().get(region));
        write(out, statistics.elasticities().get(region));
        out.writeLong(statistics.trained().get(region));
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The statistics that {@code bytes} stand for.
   *
   * @throws StatisticsUnreadable when they are cut short, too long or of another format
   */
  public static Statistics decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readInt();
      if (format != FORMAT) {
        throw new StatisticsUnreadable("format %d, expected %d".formatted(format, FORMAT), null);
      }
      Statistics statistics = read(in, bytes.length);
      if (in.read() != -1) {
        throw new StatisticsUnreadable("bytes left over", null);
      }
      return statistics;
    } catch (IOException | IllegalArgumentException e) {
      throw new StatisticsUnreadable("cut short or damaged", e);
    }
  }

  private static Statistics read(DataInputStream in, int size) throws IOException {
    long lineage = in.readLong();
    String digest = in.readUTF();
    long nextTick = in.readLong();
    PooledEstimate pooled = new PooledEstimate(in.readLong(), in.readDouble(), in.readDouble());
    Normaliser normaliser = readNormaliser(in);
    int regions = in.readInt();
    if (regions < 0 || regions > size) {
      throw new IOException("%d regions cannot be".formatted(regions));
    }
    List<RegionEstimate> estimates = new ArrayList<>(regions);
    List<ElasticityEstimate> elasticities = new ArrayList<>(regions);
    List<Long> trained = new ArrayList<>(regions);
    for (int region = 0; region < regions; region++) {
      estimates.add(readEstimate(in));
      elasticities.add(readElasticity(in));
      trained.add(in.readLong());
    }
    return new Statistics(
        lineage, digest, nextTick, pooled, normaliser, estimates, elasticities, trained);
  }

  private static void write(DataOutputStream out, PooledEstimate pooled) throws IOException {
    out.writeLong(pooled.clock());
    out.writeDouble(pooled.noise());
    out.writeDouble(pooled.driftTime());
  }

  private static void write(DataOutputStream out, Normaliser normaliser) throws IOException {
    for (double level : normaliser.levels()) {
      out.writeDouble(level);
    }
    for (long count : normaliser.counts()) {
      out.writeLong(count);
    }
  }

  private static Normaliser readNormaliser(DataInputStream in) throws IOException {
    double[] levels = new double[Normaliser.CELLS];
    long[] counts = new long[Normaliser.CELLS];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = in.readDouble();
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
    return Normaliser.of(levels, counts);
  }

  private static void write(DataOutputStream out, RegionEstimate estimate) throws IOException {
    out.writeDouble(estimate.ratio());
    out.writeDouble(estimate.meanSquare());
    out.writeDouble(estimate.variance());
    out.writeDouble(estimate.fast());
    out.writeDouble(estimate.fastWeight());
    out.writeLong(estimate.samples());
    out.writeLong(estimate.lastSeen());
  }

  private static RegionEstimate readEstimate(DataInputStream in) throws IOException {
    return new RegionEstimate(
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        in.readLong());
  }

  private static void write(DataOutputStream out, ElasticityEstimate estimate) throws IOException {
    out.writeLong(estimate.start());
    out.writeDouble(estimate.lossSum());
    out.writeLong(estimate.observed());
    out.writeDouble(estimate.previousMean());
    out.writeLong(estimate.previousObserved());
    out.writeDouble(estimate.previousCentre());
    out.writeDouble(estimate.estimate());
    out.writeDouble(estimate.precision());
  }

  private static ElasticityEstimate readElasticity(DataInputStream in) throws IOException {
    return new ElasticityEstimate(
        in.readLong(),
        in.readDouble(),
        in.readLong(),
        in.readDouble(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
