package dev.aria.runtime.pairs;

import dev.aria.core.digest.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A paired set in a folder of shards, all memory-mapped: the heap holds a few hundred bytes a
 * shard, whatever lies in it. Opening reads the manifest and the shards' headers.
 */
public final class ShardedPairs implements PairedSet {
  /** Under which a set's recipe says what made its conditions. */
  public static final String CONDITIONS = "conditions from";

  private final PairedSetManifest manifest;
  private final String digest;
  private final List<MappedShard> shards;

  private ShardedPairs(PairedSetManifest manifest, String digest, List<MappedShard> shards) {
    this.manifest = manifest;
    this.digest = digest;
    this.shards = shards;
  }

  /**
   * Opens the set in {@code folder}.
   *
   * @throws PairedSetUnreadable when it is unfinished, or a shard is missing or cut short
   */
  public static ShardedPairs open(Path folder) {
    String text = PairedSetManifest.text(folder);
    PairedSetManifest manifest = PairedSetManifest.parse(folder, text);
    List<PairShard> shards = manifest.shards();
    List<MappedShard> mapped =
        IntStream.range(0, shards.size())
            .mapToObj(i -> MappedShard.open(folder, manifest.layout(), i, shards.get(i)))
            .toList();
    return new ShardedPairs(manifest, Sha256.of(text), mapped);
  }

  /** What the manifest says. */
  public PairedSetManifest manifest() {
    return manifest;
  }

  @Override
  public int size() {
    return manifest.pairs();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public Optional<String> conditionsFrom() {
    return Optional.ofNullable(manifest.recipe().get(CONDITIONS))
        .filter(said -> said.matches("[0-9a-f]{64}"));
  }

  @Override
  public List<Integer> latentShape() {
    return manifest.layout().latentShape();
  }

  @Override
  public List<Integer> conditionShape() {
    return manifest.layout().conditionShape();
  }

  @Override
  public void latent(int id, float[] target, int offset) {
    shard(id).latent(row(id), target, offset);
  }

  @Override
  public void condition(int id, float[] target, int offset) {
    condition(id, 0, target, offset);
  }

  @Override
  public void condition(int id, int caption, float[] target, int offset) {
    shard(id).condition(row(id), caption, target, offset);
  }

  @Override
  public String text(int id) {
    return text(id, 0);
  }

  @Override
  public String text(int id, int caption) {
    return shard(id).text(row(id), caption);
  }

  @Override
  public Optional<String> teacher(int id, int caption) {
    return shard(id).teacher(row(id), caption);
  }

  @Override
  public Set<String> teachers() {
    return shards.stream()
        .flatMap(shard -> shard.teachers().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public int captions(int id) {
    return shard(id).captions(row(id));
  }

  @Override
  public int captionAt(int id, double point) {
    return shard(id).captionAt(row(id), point);
  }

  @Override
  public int regionDimension() {
    int dimension = manifest.layout().regionDimension();
    return dimension == 0 ? PairedSet.super.regionDimension() : dimension;
  }

  @Override
  public void regionVector(int id, float[] target, int offset) {
    if (manifest.layout().regionDimension() == 0) {
      condition(id, target, offset);
    } else {
      shard(id).region(row(id), target, offset);
    }
  }

  private MappedShard shard(int id) {
    Objects.checkIndex(id, manifest.pairs());
    return shards.get(id / manifest.layout().rowsPerShard());
  }

  private int row(int id) {
    return id % manifest.layout().rowsPerShard();
  }

  /** Does nothing: the mappings go with their last reader. */
  @Override
  public void close() {}
}
