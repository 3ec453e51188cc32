package dev.aria.trials.study.report;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a study is about.
 *
 * @param name its short name, also its anchor on a page
 * @param title what it asks, a line
 * @param purpose {@code tuning} when its runs chose settings, {@code confirmation} when they only
 *     test settings chosen before
 * @param contenders names of what is compared, all different, in the order of the tables
 * @param descriptions a line a contender; may lack some
 * @param baseline the contender that the others are set against
 * @param statics contenders whose rules never look at the student; may be none
 * @param adaptive the contender that the study is about
 * @param steps steps of a run
 * @param command what ran it
 * @param commit version of the code that ran it
 * @param machine what it ran on
 */
public record StudyFacts(
    String name,
    String title,
    String purpose,
    List<String> contenders,
    Map<String, String> descriptions,
    String baseline,
    List<String> statics,
    String adaptive,
    int steps,
    String command,
    String commit,
    String machine) {
  /** The purpose of a study whose runs chose settings. */
  public static final String TUNING = "tuning";

  /** The purpose of a study that tests settings chosen before. */
  public static final String CONFIRMATION = "confirmation";

  public StudyFacts {
    contenders = List.copyOf(contenders);
    descriptions = Map.copyOf(descriptions);
    statics = List.copyOf(statics);
    if (Set.copyOf(contenders).size() != contenders.size()) {
      throw new IllegalArgumentException(
          "contenders are %s, must be all different".formatted(contenders));
    }
    if (!purpose.equals(TUNING) && !purpose.equals(CONFIRMATION)) {
      throw new IllegalArgumentException(
          "purpose is '%s', must be %s or %s".formatted(purpose, TUNING, CONFIRMATION));
    }
    known("baseline", baseline, contenders);
    known("adaptive", adaptive, contenders);
    for (String contender : statics) {
      known("static contender", contender, contenders);
    }
    for (String contender : descriptions.keySet()) {
      known("described contender", contender, contenders);
    }
  }

  private static void known(String what, String contender, List<String> contenders) {
    if (!contenders.contains(contender)) {
      throw new IllegalArgumentException(
          "%s is '%s', must be one of %s".formatted(what, contender, contenders));
    }
  }
}
