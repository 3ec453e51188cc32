package dev.aria.core.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of bytes that are added one after another; the only class that computes it. Not
 * thread-safe.
 */
public final class Sha256 {
  /** Bytes of a digest. */
  public static final int BYTES = 32;

  private final MessageDigest digest;
  private byte[] result = new byte[0];

  /** Begins with no bytes. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must provide SHA-256", e);
    }
  }

  /** Digest of {@code bytes} in lower-case hexadecimal. */
  public static String of(byte[] bytes) {
    return new Sha256().add(bytes).hex();
  }

  /** Digest of {@code text} in UTF-8, in lower-case hexadecimal. */
  public static String of(String text) {
    return new Sha256().add(text).hex();
  }

  /** Digest of the bytes of {@code file}, read as a stream, in lower-case hexadecimal. */
  public static String of(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = sha256.tee(OutputStream.nullOutputStream())) {
      in.transferTo(out);
    }
    return sha256.hex();
  }

  /** First 8 bytes of the digest of {@code text} in UTF-8, as a big-endian number. */
  public static long firstLong(String text) {
    return ByteBuffer.wrap(new Sha256().add(text).bytes()).getLong();
  }

  /**
   * Adds {@code bytes}.
   *
   * @throws IllegalStateException when the digest was taken before
   */
  public Sha256 add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  /** Adds {@code length} bytes from {@code offset} on. */
  public Sha256 add(byte[] bytes, int offset, int length) {
    open().update(bytes, offset, length);
    return this;
  }

  /** Adds what remains in {@code bytes}, whose position stays. */
  public Sha256 add(ByteBuffer bytes) {
    open().update(bytes.duplicate());
    return this;
  }

  /** Adds {@code text} in UTF-8. */
  public Sha256 add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stream that adds all it is given, and writes it to {@code out}. */
  public OutputStream tee(OutputStream out) {
    return new DigestOutputStream(out, open());
  }

  /** The digest of all that was added: {@value #BYTES} bytes. Nothing can be added after it. */
  public byte[] bytes() {
    if (result.length == 0) {
      result = digest.digest();
    }
    return result.clone();
  }

  /** The digest in lower-case hexadecimal. Nothing can be added after it. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  private MessageDigest open() {
    if (result.length > 0) {
      throw new IllegalStateException("this SHA-256 was taken before; begin another");
    }
    return digest;
  }
}
