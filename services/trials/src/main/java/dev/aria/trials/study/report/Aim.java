package dev.aria.trials.study.report;

import dev.aria.trials.study.data.StudyMeasure;

/**
 * What the adaptive contender should come to, set before its runs.
 *
 * @param text the aim in words
 * @param kind what is set against what
 * @param measure what is measured; not looked at by kinds that count passes
 * @param group over which prompts; not looked at by kinds that count passes
 * @param percent by how much it should be better than the reference, in percent of the reference;
 *     below 0 when it may be that much worse
 */
public record Aim(String text, Kind kind, StudyMeasure measure, String group, double percent) {
  /** What is set against what. */
  public enum Kind {
    /** The final value against that of the baseline. */
    VALUE_TO_BASELINE,
    /** The final value against that of the best static rule of the measure. */
    VALUE_TO_BEST_STATIC,
    /** Teacher passes to the final macro of the baseline, against its own. */
    PASSES_TO_BASELINE,
    /** Teacher passes to the final macro of the best static rule, against its own. */
    PASSES_TO_BEST_STATIC
  }

  public Aim {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text of an aim is blank, must say what is aimed at");
    }
    if (!Double.isFinite(percent)) {
      throw new IllegalArgumentException("percent is %s, must be finite".formatted(percent));
    }
  }
}
