package dev.aria.runtime.pairs.writing;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.pairs.PairLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lays out a batch as a record of the journal; refuses values that are not finite. */
final class JournalRecord {
  private final PairLayout layout;
  private final List<ByteBuffer> parts = new ArrayList<>();

  private JournalRecord(PairLayout layout) {
    this.layout = layout;
  }

  /**
   * @throws IllegalArgumentException naming item and element when a value is not finite, too large
   *     for the stored type, or a row has another length
   */
  static ByteBuffer of(PairBatch batch, PairLayout layout) {
    JournalRecord record = new JournalRecord(layout);
    record.ints(batch.items(), batch.pairs().size(), batch.rejected().size());
    batch.pairs().forEach(record::pair);
    for (PairBatch.Rejected rejected : batch.rejected()) {
      byte[] line = rejected.line().getBytes(StandardCharsets.UTF_8);
      record.ints(line.length);
      record.parts.add(ByteBuffer.wrap(line));
    }
    return record.joined();
  }

  /** A record of rows that another journal holds in {@code bytes}, from row {@code first} on. */
  static ByteBuffer of(JournalIndex index, ByteBuffer bytes, int first, PairLayout layout) {
    JournalRecord record = new JournalRecord(layout);
    record.ints(0, index.rows() - first, 0);
    for (int row = first; row < index.rows(); row++) {
      int at = index.row(row);
      record.parts.add(bytes.slice(at, index.pairBytes(bytes, at)));
    }
    return record.joined();
  }

  private void pair(NewPair pair) {
    rows(pair, "latent", pair.latent(), layout.latentSize(), layout.latentType());
    rows(pair, "region vector", pair.region(), layout.regionDimension(), layout.regionType());
    ints(pair.captions().size());
    double total = pair.captions().stream().mapToDouble(NewCaption::probability).sum();
    double end = 0;
    for (NewCaption caption : pair.captions()) {
      end += caption.probability();
      byte[] text = caption.stored().getBytes(StandardCharsets.UTF_8);
      ints(Float.floatToIntBits((float) (end / total)), text.length);
      parts.add(ByteBuffer.wrap(text));
      rows(pair, "condition", caption.condition(), layout.conditionSize(), ElementType.FLOAT32);
    }
  }

  private void rows(NewPair pair, String what, FloatBuffer values, int size, ElementType type) {
    if (values.remaining() != size) {
      throw new IllegalArgumentException(
          "the %s of %s has %d elements, must have %d"
              .formatted(what, pair.item(), values.remaining(), size));
    }
    float[] row = new float[size];
    values.duplicate().get(row);
    requireFinite(pair, what, row, "");
    Tensor stored = Tensor.of(row, size).as(type);
    if (type == ElementType.FLOAT16) {
      requireFinite(pair, what, stored.toFloats(), " in float16; store float32");
    }
    parts.add(stored.bytes());
  }

  private static void requireFinite(NewPair pair, String what, float[] row, String where) {
    for (int element = 0; element < row.length; element++) {
      if (!Float.isFinite(row[element])) {
        throw new IllegalArgumentException(
            "the %s of %s holds %s at element %d%s, must be finite"
                .formatted(what, pair.item(), row[element], element, where));
      }
    }
  }

  private void ints(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    parts.add(bytes.flip());
  }

  private ByteBuffer joined() {
    int size = parts.stream().mapToInt(ByteBuffer::remaining).reduce(0, Math::addExact);
    ByteBuffer joined = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> joined.put(part.duplicate()));
    return joined.flip();
  }
}
