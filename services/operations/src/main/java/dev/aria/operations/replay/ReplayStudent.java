package dev.aria.operations.replay;

import dev.aria.operations.run.RunFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A student to train from a run's log.
 *
 * @param name its name; no other student of the run has it
 * @param model file or model folder to start from; empty leaves it to the run file, unless one of
 *     the next three says that a student is to be made here
 * @param width width of a student made here; empty leaves it to the run file
 * @param blocks blocks of a student made here; empty leaves it to the run file
 * @param seed seed of the first weights of a student made here; empty leaves it to the run file
 */
public record ReplayStudent(
    String name,
    Optional<Path> model,
    Optional<Integer> width,
    Optional<Integer> blocks,
    Optional<Long> seed) {
  private static final String SECTION = "aria.student-trainer.";

  public ReplayStudent {
    if (!name.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "student '%s' may hold only letters, digits, '_' and '-', at most 60".formatted(name));
    }
    positive("width", width);
    positive("blocks", blocks);
  }

  private static void positive(String name, Optional<Integer> value) {
    if (value.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least 1".formatted(name, value.orElseThrow()));
    }
  }

  private boolean isMade() {
    return width.isPresent() || blocks.isPresent() || seed.isPresent();
  }

  /** Settings of its trainer, by full key, on top of those of {@code run}. */
  Map<String, String> settings(RunFiles run) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(SECTION + "student", name);
    values.put(SECTION + "lead", "false");
    values.put(SECTION + "output", run.student(name).toString());
    if (model.isPresent() || isMade()) {
      String file = model.map(given -> given.toAbsolutePath().toString()).orElse("");
      values.put(SECTION + "model.file", file);
    }
    width.ifPresent(found -> values.put(SECTION + "model.width", found.toString()));
    blocks.ifPresent(found -> values.put(SECTION + "model.blocks", found.toString()));
    seed.ifPresent(found -> values.put(SECTION + "model.seed", found.toString()));
    return values;
  }
}
