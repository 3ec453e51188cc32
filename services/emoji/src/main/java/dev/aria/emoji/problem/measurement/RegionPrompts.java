package dev.aria.emoji.problem.measurement;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.evaluation.RegionMembers;
import dev.aria.emoji.problem.EmojiProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Held-out prompts of every region, as many of each as far as there are. A mean over regions is
 * then a mean over enough prompts of each: prompts spread over the catalogue leave regions with
 * one.
 */
final class RegionPrompts {
  private static final int PHRASINGS = 4;

  private RegionPrompts() {}

  /**
   * The prompts, phrased as the corpus is.
   *
   * @param map whose regions are meant
   * @param most prompts of a region, at least 1
   */
  static List<EmojiPrompt> of(EmojiProblem problem, RegionMapRecord map, int most) {
    List<EmojiPrompt> pool = problem.heldOutPhrasings(PHRASINGS);
    List<Integer> regions =
        RegionMembers.of(
            problem.encoder().encodeAll(pool.stream().map(EmojiPrompt::text).toList()), map);
    int[] taken = new int[map.regions()];
    List<EmojiPrompt> chosen = new ArrayList<>();
    for (int i = 0; i < pool.size(); i++) {
      if (taken[regions.get(i)]++ < most) {
        chosen.add(pool.get(i));
      }
    }
    return chosen;
  }
}
