package dev.aria.runtime.settings;

import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of a service.
 *
 * @param file of {@code --config}
 * @param properties of {@code -Dkey=value}
 */
record Arguments(Optional<String> file, Map<String, String> properties) {
  Arguments {
    properties = Map.copyOf(properties);
  }

  static Arguments of(List<String> args) {
    Optional<String> file = Optional.empty();
    Map<String, String> properties = new HashMap<>();
    ListIterator<String> rest = args.listIterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.equals("--config") && rest.hasNext()) {
        file = Optional.of(rest.next());
      } else if (argument.startsWith("--config=")) {
        file = Optional.of(argument.substring("--config=".length()));
      } else if (argument.startsWith("-D") && argument.contains("=")) {
        int equals = argument.indexOf('=');
        properties.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else {
        throw new IllegalArgumentException(
            "unknown argument '%s'; a service takes --config FILE and -Dkey=value"
                .formatted(argument.replaceFirst("=.*", "=..."))); // the value may be secret
      }
    }
    return new Arguments(file, properties);
  }
}
