package dev.aria.runtime.pairs;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One shard, memory-mapped; every row is held against its checksum when it is read. */
final class MappedShard {
  private final Path folder;
  private final ShardPlaces places;
  private final ByteBuffer bytes;

  private MappedShard(Path folder, ShardPlaces places, ByteBuffer bytes) {
    this.folder = folder;
    this.places = places;
    this.bytes = bytes;
  }

  /**
   * Maps shard {@code number} and checks size and header.
   *
   * @throws PairedSetUnreadable when it is missing, cut short or another
   */
  static MappedShard open(Path folder, PairLayout layout, int number, PairShard shard) {
    Path file = folder.resolve(shard.file());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != shard.bytes()) {
        throw flawed(
            folder, number, "has %d bytes, must have %d".formatted(channel.size(), shard.bytes()));
      }
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, shard.bytes())
              .order(ByteOrder.LITTLE_ENDIAN);
      return checked(folder, layout, number, shard, bytes);
    } catch (NoSuchFileException missing) {
      throw flawed(folder, number, "is missing");
    } catch (IOException failure) {
      throw new PairedSetUnreadable(folder, failure.toString(), failure);
    }
  }

  static MappedShard checked(
      Path folder, PairLayout layout, int number, PairShard shard, ByteBuffer bytes) {
    long withoutTexts = new ShardPlaces(layout, number, shard.rows(), shard.captions(), 0).bytes();
    ShardPlaces places =
        new ShardPlaces(
            layout, number, shard.rows(), shard.captions(), bytes.limit() - withoutTexts);
    if (places.textBytes() < 0
        || !places.header().equals(bytes.slice(0, Math.min(bytes.limit(), ShardPlaces.HEADER)))) {
      throw flawed(folder, number, "has a damaged header");
    }
    return new MappedShard(folder, places, bytes);
  }

  private static PairedSetUnreadable flawed(Path folder, int number, String flaw) {
    return new PairedSetUnreadable(
        folder,
        "shard %d (%s) %s; copy that file again, or make the set again"
            .formatted(number, PairShard.name(number), flaw),
        null);
  }

  private PairedSetUnreadable damaged(int row, String what) {
    return flawed(
        folder,
        places.number(),
        "is damaged: row %d (pair %d), whose %s does not match its checksum"
            .formatted(row, places.number() * places.layout().rowsPerShard() + row, what));
  }

  void latent(int row, float[] target, int offset) {
    PairLayout layout = places.layout();
    ByteBuffer latent = part(places.latents(), row, layout.latentBytes());
    if (ShardPlaces.checksum(latent) != rowEntry(row).getInt(0)) {
      throw damaged(row, "latent");
    }
    read(latent, layout.latentType(), layout.latentSize(), target, offset);
  }

  void region(int row, float[] target, int offset) {
    PairLayout layout = places.layout();
    ByteBuffer region = part(places.regions(), row, layout.regionBytes());
    if (ShardPlaces.checksum(region) != rowEntry(row).getInt(4)) {
      throw damaged(row, "region vector");
    }
    read(region, layout.regionType(), layout.regionDimension(), target, offset);
  }

  int captions(int row) {
    return rowEntry(row).getInt(12);
  }

  int captionAt(int row, double point) {
    int last = captions(row) - 1;
    int caption = 0;
    while (caption < last && point >= captionEntry(row, caption).getFloat(0)) {
      caption++;
    }
    return caption;
  }

  void condition(int row, int caption, float[] target, int offset) {
    captionEntry(row, caption);
    PairLayout layout = places.layout();
    ByteBuffer condition = part(places.conditions(), number(row, caption), layout.conditionBytes());
    read(condition, ElementType.FLOAT32, layout.conditionSize(), target, offset);
  }

  String text(int row, int caption) {
    return StoredCaption.text(stored(row, caption));
  }

  Optional<String> teacher(int row, int caption) {
    return StoredCaption.teacher(stored(row, caption));
  }

  private String stored(int row, int caption) {
    return StandardCharsets.UTF_8.decode(textOf(row, captionEntry(row, caption))).toString();
  }

  /** Names of all teachers that its captions name. */
  Set<String> teachers() {
    Set<String> names = new TreeSet<>();
    int rows = namesTeachers() ? places.rows() : 0;
    for (int row = 0; row < rows; row++) {
      for (int caption = 0; caption < captions(row); caption++) {
        teacher(row, caption).ifPresent(names::add);
      }
    }
    return names;
  }

  private boolean namesTeachers() {
    int end = (int) (places.texts() + places.textBytes());
    for (int at = (int) places.texts(); at < end; at++) {
      if (StoredCaption.isSeparator(bytes.get(at))) {
        return true;
      }
    }
    return false;
  }

  private ByteBuffer textOf(int row, ByteBuffer entry) {
    long start = entry.getLong(4);
    int length = entry.getInt(12);
    if (start < 0 || length < 0 || start > places.textBytes() - length) {
      throw damaged(row, "caption");
    }
    return bytes.slice((int) (places.texts() + start), length);
  }

  private int number(int row, int caption) {
    return rowEntry(row).getInt(8) + caption;
  }

  /** The entry of one caption, which is held against its checksum with condition and text. */
  private ByteBuffer captionEntry(int row, int caption) {
    int captions = captions(row);
    if (caption < 0 || caption >= captions) {
      throw new IllegalArgumentException(
          "caption %d of a pair with %d captions".formatted(caption, captions));
    }
    int number = number(row, caption);
    ByteBuffer entry = part(places.captionEntries(), number, ShardPlaces.CAPTION_ENTRY);
    ByteBuffer condition = part(places.conditions(), number, places.layout().conditionBytes());
    int found = ShardPlaces.checksum(condition, entry.slice(0, 16), textOf(row, entry));
    if (found != entry.getInt(16)) {
      throw damaged(row, "caption");
    }
    return entry;
  }

  private ByteBuffer rowEntry(int row) {
    ByteBuffer entry = part(places.rowEntries(), row, ShardPlaces.ROW_ENTRY);
    int first = entry.getInt(8);
    int captions = entry.getInt(12);
    if (ShardPlaces.checksum(entry.slice(0, 16)) != entry.getInt(16)
        || first < 0
        || captions < 1
        || first > places.captions() - captions) {
      throw damaged(row, "entry");
    }
    return entry;
  }

  private ByteBuffer part(long block, int index, int size) {
    return bytes.slice((int) (block + (long) index * size), size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void read(
      ByteBuffer part, ElementType type, int size, float[] target, int offset) {
    new Tensor(List.of(1, size), type, part).readRow(0, target, offset);
  }
}
