package dev.aria.runtime.redis;

import dev.aria.runtime.settings.RedisSecurity;
import io.lettuce.core.SslOptions;
import java.io.File;
import java.nio.file.Path;

/** Certificates and keys as the settings name them, for Lettuce. */
final class Tls {
  private Tls() {}

  static SslOptions of(RedisSecurity security) {
    SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
    security.truststore().ifPresent(file -> trust(options, file, security.truststorePassword()));
    security.keystore().ifPresent(file -> present(options, file, security.keystorePassword()));
    return options.build();
  }

  private static void trust(SslOptions.Builder options, Path file, String password) {
    if (isPkcs12(file)) {
      options.keyStoreType("PKCS12").truststore(file.toFile(), password);
    } else {
      options.trustManager(file.toFile());
    }
  }

  private static void present(SslOptions.Builder options, Path path, String password) {
    File file = path.toFile();
    char[] secret = password.isBlank() ? new char[0] : password.toCharArray();
    if (isPkcs12(path)) {
      options.keyStoreType("PKCS12").keystore(file, secret);
    } else {
      options.keyManager(file, file, secret);
    }
  }

  private static boolean isPkcs12(Path file) {
    return file.toString().matches("(?i).*\\.(p12|pfx)");
  }
}
