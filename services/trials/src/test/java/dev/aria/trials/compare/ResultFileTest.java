package dev.aria.trials.compare;

import static dev.aria.trials.compare.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
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
    assertThat(file.path().getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void read_countOfTeacherPasses_isKept() {
    RunResult plain = result(1, "aria", 1);
    RunResult counted =
        new RunResult(
            new PlannedRun(1, "natural"), "map", plain.values(), OptionalLong.of(12_345_678_901L));

    file.write(Sample.results(plain, counted));

    assertThat(file.read().of(counted.run())).contains(counted);
    assertThat(file.read().of(plain.run())).contains(plain);
    assertThat(file.path()).content().contains("\tteacher_passes\n").contains("\t12345678901\n");
  }

  @Test
  void read_fileOfAnEarlierVersion_hasNoCountOfTeacherPasses() throws Exception {
    RunResults results = Sample.results(result(1, "aria", 1));
    file.write(results);
    String text = Files.readString(file.path());
    Files.writeString(file.path(), text.replace("\tteacher_passes", "").replace("\t\n", "\n"));

    assertThat(file.read()).isEqualTo(results);
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
