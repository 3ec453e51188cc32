package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Metaphors that were replaced by names of the field stay away from code, documents, messages. */
final class NamesTest {
  /** Names that mean nothing else: not even a part of a word. */
  private static final String MADE_UP =
      "TrainingRoom|TrainingDesk|StudentBirth|StudentOpening|CheckpointShelf|StudentArchive"
          + "|ShardDeal|BranchDeal|StepRound|WorkBench|TopicCreation|FlowWatch|StatisticsSign\\b"
          + "|RecordedLessons|\\bBerths?\\b|(?i:finds? a gradient|found a gradient|\\bdealt\\b)";

  /** English words, so sentences may hold them: no type is called so, or begins so. */
  private static final String WORDS =
      "Departures?|Workshop|Outlets|Lessons|Crew|Flow|Sign|Returns|Teaching|RunFile";

  private static final Pattern TEXT = Pattern.compile(MADE_UP);
  private static final Pattern TYPE =
      Pattern.compile(
          "\\b(?:class|record|enum|interface) (?:" + WORDS + ")(?:[A-Z]\\w*)?(?<!Files)\\b");

  private final SourceTree tree = SourceTree.here();

  @Test
  void metaphors_areNowhereInTheTree() {
    List<String> found = new ArrayList<>();

    for (Path file : tree.files(".java", ".md", ".conf", ".proto", ".xml", ".yml", ".sh", "aria")) {
      if (!file.endsWith("NamesTest.java")) {
        find(TEXT, file, found);
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void types_haveNoneOfTheOldNames() {
    List<String> found = new ArrayList<>();

    for (Path file : tree.files(".java")) {
      find(TYPE, file, found);
    }

    assertThat(found).isEmpty();
  }

  @Test
  void types_ofTheProduct_haveSimpleNamesOfTheirOwn() {
    Map<String, List<String>> byName = new TreeMap<>();

    for (Path file : tree.files(".java")) {
      String name = tree.name(file);
      if (name.contains("/src/main/") && !name.endsWith("package-info.java")) {
        byName.computeIfAbsent(name.replaceAll(".*/", ""), same -> new ArrayList<>()).add(name);
      }
    }

    assertThat(byName).isNotEmpty();
    assertThat(byName.values()).filteredOn(files -> files.size() > 1).isEmpty();
  }

  private void find(Pattern pattern, Path file, List<String> found) {
    int number = 0;
    for (String line : SourceTree.text(file).split("\n", -1)) {
      number++;
      Matcher match = pattern.matcher(line);
      if (match.find()) {
        found.add("%s:%d: %s".formatted(tree.name(file), number, match.group()));
      }
    }
  }
}
