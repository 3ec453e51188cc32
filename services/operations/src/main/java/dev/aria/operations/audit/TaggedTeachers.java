package dev.aria.operations.audit;

import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.TeacherTag;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherNames;
import dev.aria.runtime.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The teachers that the tagged corpus names, read from its topic once; two bytes a prompt. */
final class TaggedTeachers implements PromptTeachers {
  private final TopicScan scan;
  private final String corpus;
  private final List<String> names;
  private final Map<String, Map<Place, char[]>> pages = new HashMap<>();

  private record Place(int partition, long offset) {}

  TaggedTeachers(TopicScan scan, RunSettings run) {
    this.scan = scan;
    this.corpus = run.corpus();
    this.names = TeacherNames.of(run).names();
  }

  @Override
  public OptionalInt of(String regionMapDigest, PromptCoordinate prompt) {
    char[] page =
        pages
            .computeIfAbsent(regionMapDigest, this::read)
            .get(new Place(prompt.partition(), prompt.offset()));
    return page == null || prompt.index() >= page.length
        ? OptionalInt.empty()
        : OptionalInt.of(page[prompt.index()]);
  }

  private Map<Place, char[]> read(String regionMapDigest) {
    Map<Place, char[]> read = new HashMap<>();
    scan.records(
        Topics.taggedPrompts(corpus, regionMapDigest),
        page -> read.put(new Place(page.partition(), page.offset()), indices(page.value())));
    return read;
  }

  private char[] indices(TaggedPrompts page) {
    char[] indices = new char[page.ids().size()];
    for (int row = 0; row < indices.length; row++) {
      int index = names.indexOf(page.teacher(row).orElse(TeacherTag.OWN));
      indices[row] = (char) (index < 0 ? LACKING : index);
    }
    return indices;
  }
}
