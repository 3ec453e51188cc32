package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.boot.AriaVersion;
import org.junit.jupiter.api.Test;

/** ARIA tells the version that it is built as. */
final class VersionTest {
  private final SourceTree tree = SourceTree.here();

  @Test
  void version_ofTheCode_isThatOfThePom() {
    assertThat(SourceTree.text(tree.root().resolve("pom.xml")))
        .containsPattern(
            "<artifactId>aria</artifactId>\\s*<version>\\Q" + AriaVersion.NUMBER + "\\E</version>");
  }
}
