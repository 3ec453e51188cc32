package dev.aria.trials.study;

import dev.aria.emoji.demo.AllocationOptions;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way to train that a study measures.
 *
 * @param name letters, digits and hyphens, at most 30
 * @param about what it is, for the report
 * @param allocation who gets how many draws
 * @param rule where its weights come from
 * @param settings more settings of its runs by full key; they win
 */
public record StudyContender(
    String name,
    String about,
    AllocationOptions allocation,
    WeightRule rule,
    Map<String, String> settings) {
  public StudyContender {
    if (!name.matches("[a-z0-9-]{1,30}")) {
      throw new IllegalArgumentException(
          "contender '%s' may hold only a-z, 0-9 and '-', at most 30".formatted(name));
    }
    settings = Map.copyOf(settings);
  }

  /** The same under another name, with one more setting. */
  StudyContender with(String other, String key, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new StudyContender(
        other, "%s, %s = %s".formatted(about, key, value), allocation, rule, more);
  }
}
