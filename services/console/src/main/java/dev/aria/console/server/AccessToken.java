package dev.aria.console.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The secret without which nothing is changed, and nothing shown to another machine. */
final class AccessToken {
  private static final int BYTES = 16;

  private final String secret;

  private AccessToken(String secret) {
    this.secret = secret;
  }

  /** A new one, of 128 bits. */
  static AccessToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(HexFormat.of().formatHex(bytes));
  }

  /** Whether {@code given} is it; takes the same time for every wrong one of its length. */
  boolean is(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** The secret itself, for the address that is printed once. */
  String secret() {
    return secret;
  }
}
