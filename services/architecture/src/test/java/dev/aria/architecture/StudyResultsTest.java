package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the program says of committed measurements is what they say. */
final class StudyResultsTest {
  private final SourceTree tree = SourceTree.here();

  @Test
  void demosLineAgainstRandomConditioning_isThatOfTheReport() {
    String said =
        SourceTree.text(
            tree.root()
                .resolve(
                    "services/emoji/src/main/resources/emoji/against-random-conditioning.txt"));
    List<String> report =
        SourceTree.text(tree.root().resolve("docs/results/policies.md")).lines().toList();

    assertThat(report)
        .as("`aria study --report` has written another line: copy it into the file")
        .contains(said.strip());
  }
}
