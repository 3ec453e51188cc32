package dev.aria.trials.study;

import java.util.List;

/** The studies that come with ARIA, as resources {@code studies/NAME.conf}. */
public final class BuiltInStudies {
  /** Their names. */
  public static final List<String> NAMES =
      List.of("quick", "shipped", "long-tailed", "food", "few-pairs", "scratch", "tuning");

  private BuiltInStudies() {}
}
