package dev.aria.runtime.boot;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What must hold for a service to be well. Thread-safe. */
public final class Health {
  private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentHashMap<>();

  /** Adds a check, which answers what is wrong, or nothing; it is asked on each request. */
  public void check(String name, Supplier<Optional<String>> check) {
    checks.put(name, check);
  }

  /** What is wrong, by name of its check; empty when all is well. */
  NavigableMap<String, String> troubles() {
    NavigableMap<String, String> troubles = new TreeMap<>();
    checks.forEach(
        (name, check) -> answer(check).ifPresent(trouble -> troubles.put(name, trouble)));
    return troubles;
  }

  private static Optional<String> answer(Supplier<Optional<String>> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }
}
