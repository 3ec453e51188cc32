package dev.aria.teacher.probes;

import dev.aria.core.record.ProbeSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Where probe sets are kept, and the prompts that they are built from. */
interface ProbeLog {
  /** Regions whose probe set for this map and teacher is kept. */
  Set<Integer> built(String regionMapDigest, String teacherDigest);

  /**
   * The first {@code perRegion} corpus prompts of each region that are {@code wanted}, in the order
   * of the corpus's pages; fewer where a region has fewer.
   *
   * @return by region; a region without any may be missing
   */
  Map<Integer, List<ProbePrompt>> firstPrompts(
      String regionMapDigest, int perRegion, Predicate<ProbePrompt> wanted);

  /** Publishes {@code set}; returns once it is acknowledged. */
  void publish(ProbeSet set);
}
