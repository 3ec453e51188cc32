package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaCommandTest {
  @Test
  void options_olderJdk_getsNoneThatItDoesNotKnow() {
    assertThat(JavaCommand.options(17)).isEmpty();
    assertThat(JavaCommand.options(21)).isEmpty();
  }

  @Test
  void options_jdkThatWarns_isToldOfNativeLibraries() {
    assertThat(JavaCommand.options(24)).contains("--enable-native-access=ALL-UNNAMED");
    assertThat(JavaCommand.options(25)).isEqualTo(JavaCommand.options(24));
  }

  @Test
  void here_thisJdk_startsAndSaysNothingOfItsOptions() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(JavaCommand.here());
    command.add("--version");

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).doesNotContainIgnoringCase("warning");
  }
}
