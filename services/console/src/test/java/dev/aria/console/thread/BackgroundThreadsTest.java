package dev.aria.console.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class BackgroundThreadsTest {
  private static final Path OWN = Path.of("/proc/thread-self/stat");

  /** proc(5): the 19th field, the 17th behind the name in brackets. */
  private static int nice() {
    try {
      String stat = Files.readString(OWN);
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return Integer.parseInt(fields.get(16));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void newThread_task_hasTheLowestPriorityAndItsMakerKeepsItsOwn() {
    int own = nice();
    CompletableFuture<Integer> seen = new CompletableFuture<>();

    new BackgroundThreads("any").newThread(() -> seen.complete(nice())).start();

    assertThat(seen.join()).isEqualTo(19);
    assertThat(nice()).isEqualTo(own);
  }
}
