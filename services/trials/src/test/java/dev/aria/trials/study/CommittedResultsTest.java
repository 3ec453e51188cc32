package dev.aria.trials.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.emoji.report.RandomConditioningComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the program says of committed measurements is what they say. */
final class CommittedResultsTest {
  private static final Path REPORT = Path.of("..", "..", "docs", "results", "policies.md");

  @Test
  void demosLineAgainstRandomConditioning_isThatOfTheReport() throws IOException {
    assertThat(Files.readAllLines(REPORT))
        .as("`aria study --report` has written another line: copy it into the demo's resource")
        .contains(RandomConditioningComparison.text());
  }
}
