package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who we are to Redis and who Redis must be.
 *
 * @param username ACL user; blank is the address' or Redis' default user
 * @param password blank is the address' or none
 * @param truststore certificates that Redis' must descend from, PEM or PKCS12; else the JVM's
 * @param truststorePassword of a PKCS12 file
 * @param keystore our own certificate and key, PEM (both in one file) or PKCS12
 * @param keystorePassword of the PKCS12 file or the encrypted PEM key
 */
public record RedisSecurity(
    String username,
    String password,
    Optional<Path> truststore,
    String truststorePassword,
    Optional<Path> keystore,
    String keystorePassword) {
  private static final String SECTION = "aria.redis.";

  public RedisSecurity {
    if (!username.isBlank() && password.isBlank()) {
      throw new IllegalArgumentException(
          "aria.redis.username is given and no password; set aria.redis.password-file");
    }
  }

  /** What the address says, and the JVM's own certificates. */
  public static RedisSecurity ofTheAddress() {
    return new RedisSecurity("", "", Optional.empty(), "", Optional.empty(), "");
  }

  static RedisSecurity of(Config all) {
    return new RedisSecurity(
        all.getString(SECTION + "username"),
        Secret.of(all, SECTION + "password"),
        store(all, SECTION + "tls.truststore"),
        Secret.of(all, SECTION + "tls.truststore-password"),
        store(all, SECTION + "tls.keystore"),
        Secret.of(all, SECTION + "tls.keystore-password"));
  }

  private static Optional<Path> store(Config all, String key) {
    String name = all.getString(key);
    return name.isBlank() ? Optional.empty() : Optional.of(Secret.file(key, name));
  }

  /** Never shows a password. */
  @Override
  public String toString() {
    return "RedisSecurity[username=%s, truststore=%s, keystore=%s]"
        .formatted(username, truststore, keystore);
  }
}
