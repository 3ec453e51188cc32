package dev.aria.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.cli.command.AriaCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What bash itself makes of the script. */
final class CompletionCommandTest {
  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void writeScript() throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new AriaCommand()).setOut(new PrintWriter(out, true)).execute("completion");
    assertThat(exit).isZero();
    script = Files.writeString(folder.resolve("aria.bash"), out.toString());
  }

  @Test
  void script_readByBash_hasNoMistake() throws Exception {
    assertThat(bash("-n", script.toString())).isEmpty();
  }

  @Test
  void complete_beginningOfACommand_givesAllThatBeginSo() throws Exception {
    assertThat(completed("aria", "re")).containsExactlyInAnyOrder("regions", "replay");
  }

  @Test
  void complete_beginningOfASubcommand_givesIt() throws Exception {
    assertThat(completed("aria", "corpus", "lo")).containsExactly("load");
    assertThat(completed("aria", "runs", "de")).containsExactly("delete");
  }

  @Test
  void complete_beginningOfAnOption_givesIt() throws Exception {
    assertThat(completed("aria", "tail", "--fol")).containsExactly("--follow");
    assertThat(completed("aria", "export", "--format", "")).contains("PT", "SAFETENSORS");
  }

  /** The words that bash would offer for the last of {@code words}. */
  private List<String> completed(String... words) throws Exception {
    String line = String.join(" ", words);
    String quoted = "'" + String.join("' '", words) + "'";
    String program =
        """
        source %s
        COMP_WORDS=(%s) COMP_CWORD=%d COMP_LINE='%s' COMP_POINT=%d
        compopt() { :; } # bash has it during a completion only
        function=$(complete -p aria | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        $function
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, quoted, words.length - 1, line, line.length());
    return bash("-c", program).lines().filter(word -> !word.isBlank()).map(String::strip).toList();
  }

  private static String bash(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "--norc", "--noprofile"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
