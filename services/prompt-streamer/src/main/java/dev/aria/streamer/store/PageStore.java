package dev.aria.streamer.store;

import dev.aria.core.file.FolderLock;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.teacher.TeacherNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The corpus in a local memory-mapped file, read from the log once and drawn from at millions a
 * second. It is a view: when it is lost, damaged, or of another region map, it starts empty and is
 * filled from the log again. Not thread-safe.
 *
 * <p>Row: prompt id (8 bytes), page offset (8), partition (4), index in the page (1) below the
 * index of the teacher (3), condition (4 a value).
 */
final class PageStore implements Corpus, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageStore.class);
  private static final int HEADER_BYTES = 24;
  private static final int SEGMENT_BYTES = 64 << 20;
  private static final int INDEX_AT = 20;
  private static final int INDEX_BITS = 8;
  private static final int INDEX_MASK = TaggedPrompts.MAX_PROMPTS - 1;

  private final Path folder;
  private final Contents contents;
  private final FolderLock lock;
  private final PageIndexFile index;
  private final RowFile rows;
  private final RegionIndex[] regions;
  private final Map<Integer, Long> nextOffsets = new HashMap<>();
  private long rowCount;
  private boolean broken;
  private boolean leavesOutUnknown;

  /**
   * What a store holds.
   *
   * @param topic name of the tagged-prompts topic
   * @param regionMapDigest map that tagged the prompts
   * @param regions number of regions
   * @param conditionShape shape of one condition
   * @param teachers that the prompts may name
   */
  record Contents(
      String topic,
      String regionMapDigest,
      int regions,
      List<Integer> conditionShape,
      TeacherNames teachers) {
    Contents {
      conditionShape = List.copyOf(conditionShape);
    }
  }

  private PageStore(Path folder, Contents contents, FolderLock lock) throws IOException {
    this.folder = folder;
    this.contents = contents;
    this.lock = lock;
    index = new PageIndexFile(folder.resolve("index"));
    rows = new RowFile(folder, HEADER_BYTES + Float.BYTES * conditionSize(), SEGMENT_BYTES);
    regions = new RegionIndex[contents.regions()];
    if (!restore()) {
      clear();
    }
  }

  /**
   * Opens the store in {@code folder}, empty unless it already holds {@code contents}.
   *
   * @throws PageStoreUnusable when the folder cannot be used or another process holds it
   */
  static PageStore open(Path folder, Contents contents) {
    FolderLock lock = lock(folder);
    try {
      return new PageStore(folder, contents, lock);
    } catch (IOException e) {
      lock.close();
      throw new PageStoreUnusable(folder, "cannot be read", e);
    }
  }

  private static FolderLock lock(Path folder) {
    try {
      return FolderLock.take(folder)
          .orElseThrow(() -> new PageStoreUnusable(folder, "another sampler holds it", null));
    } catch (IOException e) {
      throw new PageStoreUnusable(folder, "cannot be locked", e);
    }
  }

  private boolean restore() throws IOException {
    forgetRegions();
    StoreManifest manifest = StoreManifest.read(folder).orElse(null);
    if (manifest == null || !manifest.contents().equals(contents.toString())) {
      return false;
    }
    if (!index.read(manifest.index(), this::addRows) || !rows.holds(rowCount)) {
      LOG.warn("the store in {} is damaged: it is filled again from the log", folder);
      return false;
    }
    nextOffsets.putAll(manifest.nextOffsets());
    return true;
  }

  private void addRows(int region, int count, long row) {
    regions[region].add(row, count);
    rowCount = row + count;
  }

  private void forgetRegions() {
    for (int region = 0; region < regions.length; region++) {
      regions[region] = new RegionIndex();
    }
  }

  /** Forgets everything; the log is to be read again from its start. */
  void clear() {
    forgetRegions();
    rowCount = 0;
    nextOffsets.clear();
    index.clear();
    sync();
  }

  /**
   * From now on leaves out the prompts that name a teacher which the run lacks, instead of refusing
   * them: a run that has begun goes on without a prompt that came later.
   */
  void leaveOutUnknownTeachers() {
    leavesOutUnknown = true;
  }

  /**
   * Adds a page read at {@code offset} of {@code partition}.
   *
   * @throws IllegalArgumentException when the page is of another map or condition shape
   * @throws dev.aria.runtime.settings.RunRefused when a prompt names a teacher that the run lacks,
   *     unless those are left out
   * @throws PageStoreUnusable when the disk is full or fails; what was held stays, and a later
   *     start goes on from what was synced
   */
  void append(int partition, long offset, TaggedPrompts page) {
    refuseOtherContents(page);
    int[] taken = taken(page);
    if (taken.length > 0) {
      add(page.region(), taken.length, rowsOf(partition, offset, page, taken));
    }
    nextOffsets.put(partition, offset + 1);
  }

  private int[] taken(TaggedPrompts page) {
    IntStream all = IntStream.range(0, page.ids().size());
    if (!leavesOutUnknown) {
      return all.toArray();
    }
    int[] taken = all.filter(i -> contents.teachers().find(page.teacher(i)).isPresent()).toArray();
    if (taken.length < page.ids().size()) {
      LOG.warn(
          "{} of {} prompts of a page are left out: they name teachers among {}, and run '{}' has {};"
              + " a run of its own may have others (aria.run.experts)",
          page.ids().size() - taken.length,
          page.ids().size(),
          new TreeSet<>(page.teachers()),
          contents.teachers().run(),
          contents.teachers().names());
    }
    return taken;
  }

  private void add(int region, int count, ByteBuffer bytes) {
    try {
      rows.write(rowCount, bytes);
    } catch (IOException e) {
      throw unwritable(e);
    }
    index.add(region, count, rowCount);
    addRows(region, count, rowCount);
  }

  private ByteBuffer rowsOf(int partition, long offset, TaggedPrompts page, int[] taken) {
    ByteBuffer all =
        ByteBuffer.allocate(taken.length * (HEADER_BYTES + Float.BYTES * conditionSize()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i : taken) {
      all.putLong(page.ids().get(i)).putLong(offset).putInt(partition);
      int teacher = contents.teachers().index(page.teacher(i), page.texts().get(i));
      all.putInt((teacher << INDEX_BITS) | i);
      all.put(conditionBytes(page, i));
    }
    return all.flip();
  }

  private void refuseOtherContents(TaggedPrompts page) {
    List<Integer> shape = page.conditions().shape();
    if (!page.regionMapDigest().equals(contents.regionMapDigest())
        || page.region() >= contents.regions()
        || page.conditions().type() != ElementType.FLOAT32
        || !shape.subList(1, shape.size()).equals(contents.conditionShape())) {
      throw new IllegalArgumentException(
          "page of region %d, map %s, conditions %s does not belong to %s"
              .formatted(page.region(), page.regionMapDigest(), page.conditions(), contents));
    }
  }

  private static ByteBuffer conditionBytes(TaggedPrompts page, int index) {
    int bytes = page.conditions().rowSize() * Float.BYTES;
    return page.conditions().bytes().slice(index * bytes, bytes);
  }

  /** Next offset of each partition that was read from; a restart goes on from there. */
  Map<Integer, Long> nextOffsets() {
    return Map.copyOf(nextOffsets);
  }

  /** Prompts held. */
  long prompts() {
    return rowCount;
  }

  /** Makes everything appended so far survive a crash. */
  void sync() {
    try {
      rows.force();
      new StoreManifest(contents.toString(), index.force(), nextOffsets).write(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private PageStoreUnusable unwritable(IOException e) {
    broken = true; // said once: closing does not try again
    return new PageStoreUnusable(folder, "cannot be written", e);
  }

  @Override
  public int regions() {
    return contents.regions();
  }

  @Override
  public long size(int region) {
    return regions[region].size();
  }

  @Override
  public List<Integer> conditionShape() {
    return contents.conditionShape();
  }

  @Override
  public PromptCoordinate coordinate(int region, long index) {
    ByteBuffer row = rows.forReading(regions[region].row(index));
    long id = row.getLong();
    long offset = row.getLong();
    return new PromptCoordinate(row.getInt(), offset, row.getInt() & INDEX_MASK, id);
  }

  @Override
  public int teacher(int region, long index) {
    return rows.forReading(regions[region].row(index)).getInt(INDEX_AT) >>> INDEX_BITS;
  }

  @Override
  public void condition(int region, long index, float[] target, int offset) {
    ByteBuffer row = rows.forReading(regions[region].row(index)).position(HEADER_BYTES);
    row.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(target, offset, conditionSize());
  }

  @Override
  public void close() {
    try (lock;
        index;
        rows) {
      if (!broken) {
        sync();
      }
    } catch (IOException e) {
      throw new PageStoreUnusable(folder, "cannot be closed", e);
    }
  }
}
