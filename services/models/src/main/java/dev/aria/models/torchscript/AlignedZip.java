package dev.aria.models.torchscript;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file whose entries are stored uncompressed and start at multiples of 64 bytes, as PyTorch's
 * reader wants them. Same entries, same bytes: the time stamp is fixed.
 */
final class AlignedZip {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int EXTRA_HEADER = 4;

  /** "FB", the tag that PyTorch's own writer gives its padding. */
  private static final short PADDING_TAG = 0x4246;

  /** Not the first day of 1980: for that one Java adds a field that would shift the data. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private final WritableByteChannel channel;
  private long offset;

  AlignedZip(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    channel = Channels.newChannel(zip);
  }

  void add(String name, ByteBuffer content) throws IOException {
    int nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
    byte[] padding = padding(offset + LOCAL_HEADER + nameBytes + EXTRA_HEADER);
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    entry.setSize(content.remaining());
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    entry.setExtra(padding);
    offset += LOCAL_HEADER + nameBytes + padding.length + content.remaining();
    zip.putNextEntry(entry);
    channel.write(content.duplicate());
    zip.closeEntry();
  }

  private static byte[] padding(long dataStart) {
    int gap = Math.floorMod(-dataStart, ALIGNMENT);
    return ByteBuffer.allocate(EXTRA_HEADER + gap)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(PADDING_TAG)
        .putShort((short) gap)
        .array();
  }

  /** Writes the directory of entries; the stream below stays open. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }
}
