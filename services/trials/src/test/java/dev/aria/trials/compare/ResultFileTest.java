package dev.aria.trials.compare;

import static dev.aria.trials.compare.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFileTest {
  @TempDir private Path folder;
  private ResultFile file;

  @BeforeEach
  void choose() {
    file = new ResultFile(folder.resolve("some").resolve("runs.tsv"));
  }

  @Test
  void read_noFile_isNone() {
    assertThat(file.read()).isEqualTo(RunResults.none());
  }

  @Test
  void read_whatWasWritten_isTheSameToTheLastBit() {
    RunResults results = Sample.results(result(1, "aria", Math.PI), result(1, "natural", 1 / 3.0));

    file.write(results);

    assertThat(file.read()).isEqualTo(results);
    assertThat(file.path()).content().hasLineCount(3).startsWith("seed\tpolicy\t");
    assertThat(file.path().getParent()).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void read_brokenLine_namesIt() throws Exception {
    file.write(Sample.results(result(1, "aria", 1)));
    Files.writeString(file.path(), "2\taria\n", StandardOpenOption.APPEND);

    assertThatThrownBy(file::read).hasMessageContaining("line 3 of " + file.path());
  }

  @Test
  void read_valueThatIsNoNumber_namesItsLine() throws Exception {
    file.write(Sample.results(result(1, "aria", 0.125)));
    Files.writeString(file.path(), Files.readString(file.path()).replace("0.125", "much"));

    assertThatThrownBy(file::read).hasMessageContaining("line 2 of").hasMessageContaining("much");
  }
}
