package dev.aria.core.region;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The identity of a region map: SHA-256 over its canonical bytes. Each text and list is preceded by
 * its length as a big-endian int32, centroids are little-endian float32; shares and groups do not
 * count, since they say how often regions occur and not which they are.
 */
public final class RegionMapDigest {
  private static final String FORMAT = "aria-region-map-1";

  private RegionMapDigest() {}

  /**
   * Digest in lower-case hexadecimal.
   *
   * @param encoderDigest digest of the encoder whose conditions are partitioned
   * @param centroids (R, D)
   * @param names one a region, by index
   */
  public static String of(
      String encoderDigest, Metric metric, Tensor centroids, List<String> names) {
    Sha256 digest = new Sha256();
    text(digest, FORMAT);
    text(digest, encoderDigest);
    text(digest, metric.name());
    number(digest, centroids.shape().size());
    centroids.shape().forEach(extent -> number(digest, extent));
    digest.add(centroids.as(ElementType.FLOAT32).bytes());
    number(digest, names.size());
    names.forEach(name -> text(digest, name));
    return digest.hex();
  }

  private static void text(Sha256 digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(digest, bytes.length);
    digest.add(bytes);
  }

  private static void number(Sha256 digest, int number) {
    digest.add(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }
}
