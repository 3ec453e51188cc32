package dev.aria.teacher.probes;

import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TaggedPrompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Probes of a corpus whose pages are in memory, kept there as well. */
final class ProbesInMemory implements ProbeLog {
  private final List<TaggedPrompts> pages;
  private final List<ProbeSet> sets = new ArrayList<>();

  ProbesInMemory(List<TaggedPrompts> pages) {
    this.pages = pages;
  }

  @Override
  public Set<Integer> built(String regionMapDigest, String teacherDigest) {
    return Set.of();
  }

  @Override
  public Map<Integer, List<ProbePrompt>> firstPrompts(
      String regionMapDigest, int perRegion, Predicate<ProbePrompt> wanted) {
    Map<Integer, List<ProbePrompt>> found = new TreeMap<>();
    for (TaggedPrompts page : pages) {
      List<ProbePrompt> rows = found.computeIfAbsent(page.region(), region -> new ArrayList<>());
      ProbePrompt.of(page).filter(wanted).limit(perRegion - rows.size()).forEach(rows::add);
    }
    return found;
  }

  @Override
  public void publish(ProbeSet set) {
    sets.add(set);
  }

  List<ProbeSet> sets() {
    return List.copyOf(sets);
  }
}
