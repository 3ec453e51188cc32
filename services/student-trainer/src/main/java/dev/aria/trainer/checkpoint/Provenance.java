package dev.aria.trainer.checkpoint;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.record.WeightsVersion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whose a checkpoint is: written into it beside the point it stands at, and checked before training
 * goes on from it.
 *
 * @param run name of the run
 * @param student name of the student
 * @param lineage fence of the draws trained on
 * @param lossSpace of its loss: a student learns to its end as it began
 */
public record Provenance(String run, String student, long lineage, LossSpace lossSpace) {
  private static final String RUN = "run";
  private static final String STUDENT = "student";
  private static final String LINEAGE = "lineage";
  private static final String LOSS_SPACE = "loss-space";
  private static final String STEP = "next-step";
  private static final String OFFSETS = "next-offsets";
  private static final String TERM = "weights-term";
  private static final String NUMBER = "weights-number";
  private static final String HISTORY = "history";

  /** What a checkpoint at {@code point} says of itself. */
  public Map<String, String> metadata(ResumePoint point) {
    return Map.of(
        RUN, run,
        STUDENT, student,
        LINEAGE, Long.toString(lineage),
        LOSS_SPACE, lossSpace.text(),
        STEP, Long.toString(point.nextStep()),
        OFFSETS, point.nextOffsets().stream().map(String::valueOf).collect(Collectors.joining(",")),
        TERM, Long.toString(point.weights().term()),
        NUMBER, Long.toString(point.weights().number()),
        HISTORY, Long.toString(point.history()));
  }

  /**
   * The point that {@code metadata}, read from {@code file}, stands at.
   *
   * @throws ForeignCheckpoint when it is another run's, student's or lineage's, or says too little
   */
  ResumePoint point(Map<String, String> metadata, Path file) {
    expect(metadata, RUN, run, file);
    expect(metadata, STUDENT, student, file);
    expect(metadata, LINEAGE, Long.toString(lineage), file);
    expectLossSpace(metadata, file);
    List<Long> offsets =
        Arrays.stream(value(metadata, OFFSETS, file).split(",", -1))
            .map(offset -> number(OFFSETS, offset, file))
            .toList();
    return new ResumePoint(
        number(metadata, STEP, file),
        offsets,
        new WeightsVersion(number(metadata, TERM, file), number(metadata, NUMBER, file)),
        number(metadata, HISTORY, file));
  }

  /** Checkpoints of before there was a choice do not say it. */
  private void expectLossSpace(Map<String, String> metadata, Path file) {
    String found = metadata.getOrDefault(LOSS_SPACE, LossSpace.TEACHER.text());
    if (!found.equals(lossSpace.text())) {
      throw new ForeignCheckpoint(file, LOSS_SPACE, found, lossSpace.text());
    }
  }

  private static void expect(Map<String, String> metadata, String key, String expected, Path file) {
    String found = value(metadata, key, file);
    if (!found.equals(expected)) {
      throw new ForeignCheckpoint(file, key, found, expected);
    }
  }

  private static long number(Map<String, String> metadata, String key, Path file) {
    return number(key, value(metadata, key, file), file);
  }

  private static long number(String key, String value, Path file) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new ForeignCheckpoint(file, key, value, "a number");
    }
  }

  private static String value(Map<String, String> metadata, String key, Path file) {
    String value = metadata.get(key);
    if (value == null) {
      throw new ForeignCheckpoint(file, key, "nothing", "a value");
    }
    return value;
  }
}
