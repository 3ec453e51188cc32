package dev.aria.trials.compare;

import dev.aria.core.digest.Sha256;
import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.EmojiStudent;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names comparisons so that runs under different conditions never share a name: steps, scope and
 * signal, and a digest over what trains the runs and every setting of a run except its policy and
 * seed.
 */
final class ComparisonName {
  private static final int DIGEST_CHARACTERS = 8;
  private static final String ANY_POLICY = AllocationOptions.POLICIES.get(0);

  private ComparisonName() {}

  /**
   * The name of comparisons under {@code common} on what {@code problem} is the digest of.
   *
   * @param engine of it counts whether runs are in-process
   * @return letters, digits and '-', at most 33 characters
   */
  static String of(DemoSettings common, Engine engine, String problem) {
    AllocationOptions allocation = common.allocation();
    return "%d-%s-%s-%s"
        .formatted(
            common.steps(),
            allocation.scope(),
            allocation.signal(),
            digest(common, engine, problem));
  }

  private static String digest(DemoSettings common, Engine engine, String problem) {
    Path nowhere = Path.of("");
    DemoSettings anywhere =
        new DemoSettings(
            nowhere,
            common.steps(),
            common.allocation().under(ANY_POLICY),
            0,
            common.fromScratch());
    Map<String, Object> settings =
        new TreeMap<>(anywhere.of("", nowhere, nowhere, nowhere, nowhere));
    settings.put("student", EmojiStudent.shape(common.fromScratch()));
    settings.put("problem", problem);
    if (engine.inProcess()) {
      settings.put("engine", "in-process");
    }
    StringBuilder lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return Sha256.of(lines.toString()).substring(0, DIGEST_CHARACTERS);
  }
}
