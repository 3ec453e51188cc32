package dev.aria.operations.manifest;

import dev.aria.models.engine.TorchEngine;
import dev.aria.runtime.boot.AriaVersion;
import java.util.Map;
import java.util.TreeMap;

/** Versions of what works on a run here. */
final class Versions {
  private static final String COMMIT = "ARIA_COMMIT";

  private Versions() {}

  /**
   * By name.
   *
   * @param environment holds the commit in {@value #COMMIT} where the launcher knows it
   */
  static Map<String, String> here(Map<String, String> environment) {
    Map<String, String> versions = new TreeMap<>();
    versions.put("aria", AriaVersion.NUMBER);
    versions.put("java", property("java.runtime.version"));
    versions.put("libtorch", TorchEngine.VERSION);
    versions.put("djl", TorchEngine.djlVersion());
    versions.put("os", property("os.name") + " " + property("os.arch"));
    String commit = environment.getOrDefault(COMMIT, "");
    if (!commit.isBlank()) {
      versions.put("commit", commit);
    }
    return versions;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
