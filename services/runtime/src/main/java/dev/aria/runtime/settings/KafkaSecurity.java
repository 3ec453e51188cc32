package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Section {@code aria.kafka.security} as properties of Kafka's clients: who the brokers must be,
 * and who we are.
 */
final class KafkaSecurity {
  private static final String SECTION = "aria.kafka.security.";

  private final Config all;
  private final Map<String, String> properties = new HashMap<>();

  private KafkaSecurity(Config all) {
    this.all = all;
  }

  /** Properties of the section; none when its protocol is blank. */
  static Map<String, String> properties(Config all) {
    KafkaSecurity security = new KafkaSecurity(all);
    security.fill(all.getString(SECTION + "protocol").toUpperCase(Locale.ROOT));
    return Map.copyOf(security.properties);
  }

  private void fill(String protocol) {
    Bounds.oneOf(SECTION + "protocol", protocol, "", "SSL", "SASL_SSL", "SASL_PLAINTEXT");
    if (protocol.isEmpty()) {
      requireNothing();
      return;
    }
    properties.put("security.protocol", protocol);
    if (protocol.endsWith("SSL")) {
      store("truststore");
      store("keystore");
    }
    if (protocol.startsWith("SASL")) {
      signIn();
    }
  }

  /** Who gives a password and forgets the protocol would go on in the clear. */
  private void requireNothing() {
    for (String key : new String[] {"username", "password", "password-file", "truststore"}) {
      if (!text(key).isBlank()) {
        throw new IllegalArgumentException(
            "%s%s is given and %sprotocol is not; set it to SSL or SASL_SSL"
                .formatted(SECTION, key, SECTION));
      }
    }
  }

  private void signIn() {
    String mechanism = text("mechanism");
    Bounds.oneOf(SECTION + "mechanism", mechanism, "SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");
    Bounds.filled(SECTION + "username", text("username"));
    String password = Secret.of(all, SECTION + "password");
    if (password.isBlank()) {
      throw new IllegalArgumentException(
          "%spassword is blank; set %spassword-file, or ARIA_KAFKA_SECURITY_PASSWORD"
              .formatted(SECTION, SECTION));
    }
    properties.put("sasl.mechanism", mechanism);
    properties.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.%s required username=%s password=%s;"
            .formatted(
                mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule",
                quoted(text("username")),
                quoted(password)));
  }

  /** A store of certificates or keys: PEM unless its name says otherwise. */
  private void store(String which) {
    if (text(which).isBlank()) {
      return;
    }
    String file = Secret.file(SECTION + which, text(which)).toString();
    String name = file.toLowerCase(Locale.ROOT);
    String type = name.endsWith(".p12") || name.endsWith(".pfx") ? "PKCS12" : "PEM";
    properties.put("ssl.%s.location".formatted(which), file);
    properties.put("ssl.%s.type".formatted(which), name.endsWith(".jks") ? "JKS" : type);
    String password = Secret.of(all, SECTION + which + "-password");
    if (!password.isBlank()) {
      boolean isPemKey = type.equals("PEM") && !name.endsWith(".jks");
      properties.put(isPemKey ? "ssl.key.password" : "ssl.%s.password".formatted(which), password);
    }
  }

  private String text(String key) {
    return all.getString(SECTION + key);
  }

  /** As the login module's parser reads it. */
  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
