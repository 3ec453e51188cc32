package dev.aria.trials.study;

import com.typesafe.config.Config;
import dev.aria.emoji.catalogue.Tail;
import dev.aria.emoji.problem.ProblemVariant;

/**
 * Which edition of the built-in problem a study is on, and with which students.
 *
 * @param variant the edition, of the shipped split
 * @param freshSplits whether each seed has a split of its own
 * @param fromScratch whether students start from random weights, not from half of the teacher
 */
public record ProblemChoice(ProblemVariant variant, boolean freshSplits, boolean fromScratch) {

  static ProblemChoice of(Config section) {
    ProblemVariant shipped =
        ProblemVariant.SHIPPED
            .withTail(section.getEnum(Tail.class, "tail"))
            .withUnpaired(section.getString("unpaired"));
    int count = section.getInt("pairs-count");
    return new ProblemChoice(
        count > 0
            ? shipped.withPairs(count)
            : shipped.withShareOfPairs(section.getDouble("pairs-share")),
        section.getBoolean("fresh-splits"),
        section.getBoolean("from-scratch"));
  }

  /** The edition in {@code split}, unless all runs have the shipped split. */
  ProblemVariant in(long split) {
    return freshSplits ? variant.inSplit(split) : variant;
  }
}
