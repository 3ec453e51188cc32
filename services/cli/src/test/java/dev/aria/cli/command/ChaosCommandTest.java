package dev.aria.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ChaosCommandTest {
  @ParameterizedTest
  @CsvSource({
    "--patience, 0, 'patience (in seconds) is 0, must be at least 1'",
    "--patience, -5, 'patience (in seconds) is -5, must be at least 1'",
    "--steps, 199, 'steps is 199, must be at least 200'",
    "--trials, 0, 'trials is 0, must be at least 1'",
    "--faults-per-run, 0, 'faults-per-run is 0, must be at least 1'",
    "--trainers, 0, 'trainers is 0, must be at least 1'",
    "--kinds, flood, 'kind of fault ''flood'' is none of'",
    "--patience, soon, 'Invalid value for option ''--patience'''"
  })
  void execute_badValue_saysSoAndExitsWithTwo(String option, String value, String message) {
    StringWriter errors = new StringWriter();

    int exit =
        new CommandLine(new ChaosCommand())
            .setErr(new PrintWriter(errors, true))
            .execute(option, value);

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).startsWith(message);
  }
}
