package dev.aria.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encryption and sign-in that a broker asks of its clients: SASL over TLS, by SCRAM-SHA-512 or
 * PLAIN.
 *
 * @param keystore PKCS12 file with the broker's key and certificate
 * @param keystorePassword of the file and the key
 * @param users password by name, both of letters and digits
 * @param owner user who may do everything, while the others may do what rules allow them; where it
 *     is blank every user may do everything
 */
public record BrokerSecurity(
    Path keystore, String keystorePassword, Map<String, String> users, String owner) {
  private static final String CLIENT = "listener.name.client.";
  private static final String MODULE = "org.apache.kafka.common.security.";

  public BrokerSecurity {
    users = Map.copyOf(users);
    users.forEach(
        (name, password) -> {
          if (!(name + password).matches("[a-zA-Z0-9]+")) {
            throw new IllegalArgumentException(
                "user '%s': name and password may hold only letters and digits".formatted(name));
          }
        });
  }

  /** Every user may do everything. */
  public BrokerSecurity(Path keystore, String keystorePassword, Map<String, String> users) {
    this(keystore, keystorePassword, users, "");
  }

  /** Names no password. */
  @Override
  public String toString() {
    return "BrokerSecurity[keystore=%s, users=%s]".formatted(keystore, users.keySet());
  }

  /** What the broker is told of its client listener. */
  Map<String, String> properties() {
    String plainUsers =
        users.entrySet().stream()
            .map(user -> " user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
            .collect(Collectors.joining());
    Map<String, String> all = new HashMap<>();
    all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
    all.put(CLIENT + "ssl.keystore.type", "PKCS12");
    all.put(CLIENT + "ssl.keystore.location", keystore.toString());
    all.put(CLIENT + "ssl.keystore.password", keystorePassword);
    all.put(CLIENT + "scram-sha-512.sasl.jaas.config", MODULE + "scram.ScramLoginModule required;");
    all.put(
        CLIENT + "plain.sasl.jaas.config",
        MODULE + "plain.PlainLoginModule required%s;".formatted(plainUsers));
    if (!owner.isEmpty()) {
      all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
      all.put("super.users", "User:ANONYMOUS;User:" + owner); // the broker itself signs in nowhere
    }
    return all;
  }

  /** How the users are told to the formatter of the broker's data directory. */
  List<String> scramUsers() {
    return users.entrySet().stream()
        .map(
            user -> "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user.getKey(), user.getValue()))
        .toList();
  }
}
