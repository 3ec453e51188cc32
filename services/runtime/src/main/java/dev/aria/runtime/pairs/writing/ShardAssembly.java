package dev.aria.runtime.pairs.writing;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairShard;
import dev.aria.runtime.pairs.ShardPlaces;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Makes a shard of the first rows of a journal. */
final class ShardAssembly {
  private static final int BUFFER = 1 << 20;

  private final JournalIndex index;
  private final ByteBuffer journal;
  private final ShardPlaces places;
  private double sum;
  private double squares;

  /** Of the first {@code rows} rows of {@code journal}, shard {@code number}. */
  ShardAssembly(JournalIndex index, ByteBuffer journal, PairLayout layout, int number, int rows) {
    this.index = index;
    this.journal = journal;
    int captions = 0;
    long textBytes = 0;
    for (int row = 0; row < rows; row++) {
      int caption = index.captions(index.row(row));
      for (int left = captionCount(caption); left > 0; left--) {
        captions++;
        textBytes += journal.getInt(caption + Integer.BYTES);
        caption = index.afterCaption(journal, caption);
      }
    }
    this.places = new ShardPlaces(layout, number, rows, captions, textBytes);
  }

  private int captionCount(int firstCaption) {
    return journal.getInt(firstCaption - Integer.BYTES);
  }

  /** Writes it to {@code folder}, whole or not at all; on the disk when this returns. */
  PairShard write(Path folder) {
    Path file = folder.resolve(PairShard.name(places.number()));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Sha256 sha256 = new Sha256();
    try (FileOutputStream to = new FileOutputStream(part.toFile());
        OutputStream out = new BufferedOutputStream(sha256.tee(to), BUFFER)) {
      writeBlocks(out);
      out.flush();
      to.getFD().sync();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
    return described(sha256.hex());
  }

  private PairShard described(String sha256) {
    double elements = (double) places.rows() * places.layout().latentSize();
    double mean = sum / elements;
    return new PairShard(
        PairShard.name(places.number()),
        places.rows(),
        places.captions(),
        places.bytes(),
        sha256,
        mean,
        Math.sqrt(Math.max(0, squares / elements - mean * mean)));
  }

  private void writeBlocks(OutputStream out) throws IOException {
    put(out, places.header());
    for (int row = 0; row < places.rows(); row++) {
      ByteBuffer latent = latent(row);
      measure(latent);
      put(out, latent);
    }
    for (int row = 0; row < places.rows(); row++) {
      put(out, region(row));
    }
    eachCaption((caption, start) -> put(out, condition(caption)));
    int first = 0;
    for (int row = 0; row < places.rows(); row++) {
      int captions = captionCount(index.captions(index.row(row)));
      put(out, rowEntry(row, first, captions));
      first += captions;
    }
    eachCaption((caption, start) -> put(out, captionEntry(caption, start)));
    eachCaption((caption, start) -> put(out, text(caption)));
  }

  private interface CaptionWriter {
    void write(int caption, long textStart) throws IOException;
  }

  private void eachCaption(CaptionWriter writer) throws IOException {
    long textStart = 0;
    for (int row = 0; row < places.rows(); row++) {
      int caption = index.captions(index.row(row));
      for (int left = captionCount(caption); left > 0; left--) {
        writer.write(caption, textStart);
        textStart += journal.getInt(caption + Integer.BYTES);
        caption = index.afterCaption(journal, caption);
      }
    }
  }

  private ByteBuffer latent(int row) {
    return journal.slice(index.row(row), places.layout().latentBytes());
  }

  private ByteBuffer region(int row) {
    return journal.slice(index.region(index.row(row)), places.layout().regionBytes());
  }

  private ByteBuffer condition(int caption) {
    return journal.slice(index.condition(journal, caption), places.layout().conditionBytes());
  }

  private ByteBuffer text(int caption) {
    return journal.slice(index.text(caption), journal.getInt(caption + Integer.BYTES));
  }

  private ByteBuffer rowEntry(int row, int firstCaption, int captions) {
    ByteBuffer entry = littleEndian(ShardPlaces.ROW_ENTRY);
    entry.putInt(ShardPlaces.checksum(latent(row))).putInt(ShardPlaces.checksum(region(row)));
    entry.putInt(firstCaption).putInt(captions);
    return entry.putInt(ShardPlaces.checksum(entry.slice(0, 16))).flip();
  }

  private ByteBuffer captionEntry(int caption, long textStart) {
    ByteBuffer entry = littleEndian(ShardPlaces.CAPTION_ENTRY);
    entry.putInt(journal.getInt(caption)).putLong(textStart);
    entry.putInt(journal.getInt(caption + Integer.BYTES));
    int checksum = ShardPlaces.checksum(condition(caption), entry.slice(0, 16), text(caption));
    return entry.putInt(checksum).flip();
  }

  private void measure(ByteBuffer latent) {
    PairLayout layout = places.layout();
    ElementType type = layout.latentType();
    for (float value : new Tensor(List.of(layout.latentSize()), type, latent).toFloats()) {
      sum += value;
      squares += (double) value * value;
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(OutputStream out, ByteBuffer bytes) throws IOException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.write(copy);
  }
}
