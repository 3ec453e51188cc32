package dev.aria.streamer.store;

import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.teacher.TeacherNames;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Fills a page store in a process of its own, whose files may be limited in size. That process
 * prints what {@link #run} gives: {@link #FILLED}, or why the store could not be written.
 */
final class StoreProcess {
  static final PageStore.Contents CONTENTS =
      new PageStore.Contents(
          "tagged", "map-a", 2, List.of(2), new TeacherNames("run", "corpus", List.of("default")));
  static final int PER_PAGE = 64;
  static final String FILLED = "filled";
  private static final int SYNC_EVERY = 8;

  private StoreProcess() {}

  /** What page {@code number} holds; it comes at offset {@code number} of partition 0. */
  static TaggedPrompts page(int number) {
    List<Long> ids =
        LongStream.range(0, PER_PAGE).map(i -> (long) number * PER_PAGE + i).boxed().toList();
    float[] conditions = new float[2 * PER_PAGE];
    for (int i = 0; i < PER_PAGE; i++) {
      conditions[2 * i] = number;
      conditions[2 * i + 1] = i;
    }
    return new TaggedPrompts(
        "map-a",
        number % 2,
        ids,
        ids.stream().map(id -> "prompt " + id).toList(),
        Tensor.of(conditions, PER_PAGE, 2),
        Map.of());
  }

  /** Folder, first page, page to end before. */
  public static void main(String[] args) {
    fill(args, System.out);
  }

  private static void fill(String[] args, PrintStream answer) {
    try (PageStore store = PageStore.open(Path.of(args[0]), CONTENTS)) {
      for (int number = Integer.parseInt(args[1]); number < Integer.parseInt(args[2]); number++) {
        store.append(0, number, page(number));
        if (number % SYNC_EVERY == 0) {
          store.sync();
        }
      }
      answer.println(FILLED);
    } catch (PageStoreUnusable e) {
      answer.println(e.getMessage());
    }
  }

  /** Runs {@link #main} with files of at most {@code blocks} of 512 bytes; gives its output. */
  static String run(Path folder, int from, int to, String blocks)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -f " + blocks + "; exec \"$@\"",
                "limited",
                java,
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                folder.toString(),
                Integer.toString(from),
                Integer.toString(to))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }
}
