package dev.aria.runtime.redis;

import java.util.Arrays;

/** The statistics of all regions as the allocator packs them; opaque here. Immutable. */
public final class PackedStatistics {
  private final byte[] bytes;

  private PackedStatistics(byte[] bytes) {
    this.bytes = bytes;
  }

  public static PackedStatistics of(byte[] bytes) {
    return new PackedStatistics(bytes.clone());
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedStatistics that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "PackedStatistics[%d bytes]".formatted(bytes.length);
  }
}
