package dev.aria.trials.study.data;

/**
 * Which run of a study.
 *
 * @param contender what was trained, a name without blanks at its ends, tabs or line ends
 * @param seed seed of the run, at least 0
 */
public record RunKey(String contender, long seed) {
  public RunKey {
    RowText.name("contender", contender);
    RowText.notNegative("seed", seed);
  }

  @Override
  public String toString() {
    return "%s at seed %d".formatted(contender, seed);
  }
}
