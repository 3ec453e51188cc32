package dev.aria.runtime.pairs.writing;

import dev.aria.runtime.pairs.PairLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where rows and rejections lie in a journal. A record: items, pairs and rejections as int32; each
 * pair as latent, region vector, number of captions, and for each caption the end of its part of
 * [0, 1), length and bytes of its text, condition; each rejection as length and bytes of its line.
 */
final class JournalIndex {
  private final PairLayout layout;
  private int[] rows = new int[64];
  private int rowCount;
  private int[] rejections = new int[8];
  private int rejectionCount;
  private long items;

  JournalIndex(PairLayout layout) {
    this.layout = layout;
  }

  /** Adds the record {@code payload}, which begins at byte {@code start} of the journal. */
  void add(ByteBuffer payload, int start) {
    ByteBuffer in = payload.duplicate().order(payload.order());
    items += in.getInt();
    int pairs = in.getInt();
    int rejected = in.getInt();
    for (int i = 0; i < pairs; i++) {
      rows = withRoom(rows, rowCount);
      rows[rowCount++] = start + in.position();
      in.position(in.position() + pairBytes(in, in.position()));
    }
    for (int i = 0; i < rejected; i++) {
      rejections = withRoom(rejections, rejectionCount);
      rejections[rejectionCount++] = start + in.position();
      in.position(in.position() + Integer.BYTES + in.getInt(in.position()));
    }
  }

  private static int[] withRoom(int[] places, int count) {
    return count < places.length ? places : Arrays.copyOf(places, 2 * places.length);
  }

  /** Bytes of the pair at {@code at}. */
  int pairBytes(ByteBuffer bytes, int at) {
    int place = captions(at);
    for (int left = bytes.getInt(place - Integer.BYTES); left > 0; left--) {
      place = afterCaption(bytes, place);
    }
    return place - at;
  }

  /** Where the region vector of the pair at {@code at} begins. */
  int region(int at) {
    return at + layout.latentBytes();
  }

  /** Where the first caption of the pair at {@code at} begins; their number stands before it. */
  int captions(int at) {
    return region(at) + layout.regionBytes() + Integer.BYTES;
  }

  /** Where the text of the caption at {@code caption} begins; its length stands before it. */
  int text(int caption) {
    return caption + 2 * Integer.BYTES;
  }

  /** Where the condition of the caption at {@code caption} begins. */
  int condition(ByteBuffer bytes, int caption) {
    return text(caption) + bytes.getInt(caption + Integer.BYTES);
  }

  /** Where what follows the caption at {@code caption} begins. */
  int afterCaption(ByteBuffer bytes, int caption) {
    return condition(bytes, caption) + layout.conditionBytes();
  }

  int rows() {
    return rowCount;
  }

  /** Where row {@code row} begins. */
  int row(int row) {
    return rows[row];
  }

  /** Items of the sources that the records stand for. */
  long items() {
    return items;
  }

  int rejections() {
    return rejectionCount;
  }

  /** Line {@code number} of the rejections. */
  String rejection(ByteBuffer bytes, int number) {
    int at = rejections[number];
    ByteBuffer line = bytes.slice(at + Integer.BYTES, bytes.getInt(at));
    return StandardCharsets.UTF_8.decode(line).toString();
  }
}
