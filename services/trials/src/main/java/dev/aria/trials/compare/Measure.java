package dev.aria.trials.compare;

/** What is measured of a finished run; lower is better. */
enum Measure {
  /** Held-out discrepancy, every region counting the same. */
  MACRO("macro", "macro over regions"),
  /** Held-out discrepancy of the worst tenth of the regions. */
  WORST_DECILE("worst_decile", "worst decile"),
  /** Held-out discrepancy, every region by its share of the corpus. */
  NATURAL("natural_average", "natural average"),
  /** Held-out discrepancy of prompts about what no pair shows. */
  UNPAIRED("animals", "animals (held out)"),
  /** Held-out discrepancy, every prompt counting the same. */
  ALL_PROMPTS("all_prompts", "all prompts"),
  /** Mean loss at the run's own draws over the last tenth of its steps. */
  TRAINING("training_loss", "training loss");

  private final String column;
  private final String title;

  Measure(String column, String title) {
    this.column = column;
    this.title = title;
  }

  /** Its column in the file of runs. */
  String column() {
    return column;
  }

  /** Its heading in tables. */
  String title() {
    return title;
  }
}
