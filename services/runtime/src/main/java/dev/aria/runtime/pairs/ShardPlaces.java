package dev.aria.runtime.pairs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Where the blocks of a shard lie: header, N latents, N region vectors, M conditions, N row
 * entries, M caption entries, texts. All numbers little-endian.
 *
 * <p>A row entry is (checksum of the latent, checksum of the region vector, first caption, number
 * of captions, checksum of the 16 bytes before). A caption entry is (end of its part of [0, 1) as
 * float32, start of its text as int64, length in bytes, checksum of its condition, the 16 bytes
 * before and its text). Checksums are CRC32C.
 */
public record ShardPlaces(PairLayout layout, int number, int rows, int captions, long textBytes) {
  /** Bytes of the header. */
  public static final int HEADER = 64;

  /** Bytes of a row entry. */
  public static final int ROW_ENTRY = 5 * Integer.BYTES;

  /** Bytes of a caption entry. */
  public static final int CAPTION_ENTRY = 3 * Integer.BYTES + Long.BYTES;

  private static final long MAGIC = 0x32_53_52_49_41_50_52_41L; // ARPAIRS2

  /** Where the latents begin. */
  public long latents() {
    return HEADER;
  }

  /** Where the region vectors begin. */
  public long regions() {
    return latents() + (long) rows * layout.latentBytes();
  }

  /** Where the conditions begin. */
  public long conditions() {
    return regions() + (long) rows * layout.regionBytes();
  }

  /** Where the row entries begin. */
  public long rowEntries() {
    return conditions() + (long) captions * layout.conditionBytes();
  }

  /** Where the caption entries begin. */
  public long captionEntries() {
    return rowEntries() + (long) rows * ROW_ENTRY;
  }

  /** Where the texts begin. */
  public long texts() {
    return captionEntries() + (long) captions * CAPTION_ENTRY;
  }

  /** Bytes of the shard. */
  public long bytes() {
    return texts() + textBytes;
  }

  /** The {@value #HEADER} bytes at the start of the shard. */
  public ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(MAGIC).putInt(PairedSetManifest.VERSION).putInt(number);
    header.putInt(rows).putInt(captions).putLong(textBytes);
    header.putInt(layout.latentBytes()).putInt(layout.regionBytes());
    header.putInt(layout.conditionBytes());
    header.putInt(HEADER - Integer.BYTES, checksum(header.slice(0, HEADER - Integer.BYTES)));
    return header.position(HEADER).flip();
  }

  /** CRC32C over the remaining bytes of {@code parts}, whose positions stay. */
  public static int checksum(ByteBuffer... parts) {
    CRC32C crc = new CRC32C();
    for (ByteBuffer part : parts) {
      crc.update(part.duplicate());
    }
    return (int) crc.getValue();
  }
}
