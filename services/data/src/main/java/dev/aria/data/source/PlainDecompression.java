package dev.aria.data.source;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Decompresses parquet's pages without Hadoop's codecs: Snappy, Zstandard and gzip. */
final class PlainDecompression implements CompressionCodecFactory {
  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Pages(codec);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("this only reads");
  }

  @Override
  public void release() {}

  private record Pages(CompressionCodecName codec) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      bytes.writeAllTo(copy);
      return BytesInput.from(plain(copy.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer from, int fromSize, ByteBuffer to, int toSize)
        throws IOException {
      byte[] bytes = new byte[fromSize];
      from.get(bytes);
      to.put(plain(bytes, toSize));
    }

    private byte[] plain(byte[] bytes, int size) throws IOException {
      return switch (codec) {
        case UNCOMPRESSED -> bytes;
        case SNAPPY -> Snappy.uncompress(bytes);
        case ZSTD -> Zstd.decompress(bytes, size);
        case GZIP -> {
          try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            yield in.readNBytes(size);
          }
        }
        default ->
            throw new IOException(
                "its pages are compressed by %s; SNAPPY, ZSTD and GZIP are read".formatted(codec));
      };
    }

    @Override
    public void release() {}
  }
}
