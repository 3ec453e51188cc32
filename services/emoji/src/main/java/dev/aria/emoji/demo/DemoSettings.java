package dev.aria.emoji.demo;

import dev.aria.emoji.problem.EmojiStudent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be chosen of a run on the built-in problem.
 *
 * @param data folder for all data
 * @param steps global steps to train, at least 1
 * @param allocation who gets how many draws
 * @param seed seed of the draws
 * @param fromScratch whether the student starts from random weights, not from half of the teacher
 */
public record DemoSettings(
    Path data, int steps, AllocationOptions allocation, long seed, boolean fromScratch) {
  /** Corpus that the emoji prompts are loaded into. */
  public static final String CORPUS = "emoji";

  /** Name of the student, and of its files. */
  public static final String STUDENT = EmojiStudent.NAME;

  /** Global steps drawn and not yet trained, at most. */
  public static final int STEPS_IN_FLIGHT = 24;

  private static final int SHARDS = 4;
  private static final int MICRO_BATCH = 64;
  private static final int REGIONS = 32;
  private static final int REGION_SAMPLE = 4_000;
  private static final int PROBES_PER_REGION = 12;

  /** Chosen by the study `tuning`, on splits of its own. */
  private static final int PATH_DISCREPANCY_EXPONENT = 3;

  /** The bound on predicted harm would keep the weights near the corpus shares. */
  private static final int PATH_HARM_BOUND = 1;

  /** Of the pictures, as in THIRD-PARTY.md. */
  private static final String DATA_LICENSE =
      "Apache-2.0 (pictures of Noto Emoji), CC-BY 4.0 (pictures of Twemoji)";

  private static final double PEAK_RATE = 1e-3;
  private static final int CHECKPOINTS = 5;

  public DemoSettings {
    if (steps < 1) {
      throw new IllegalArgumentException("steps is %d, must be at least 1".formatted(steps));
    }
  }

  /** Samples of a global step. */
  public int batch() {
    return SHARDS * MICRO_BATCH;
  }

  /** Folder of the local copies of the tagged corpus, a folder a run below it. */
  public Path pageStores() {
    return data.resolve("page-store");
  }

  /** Settings of run {@code name}, by full key. */
  public Map<String, Object> of(
      String name, Path teacher, Path pairs, Path initial, Path students) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("aria.run.name", name);
    values.put("aria.run.corpus", CORPUS);
    values.put("aria.run.seed", seed);
    values.put("aria.run.steps", steps);
    values.put("aria.run.shards", SHARDS);
    values.put("aria.run.micro-batch", MICRO_BATCH);
    values.put("aria.run.max-in-flight", batch() * STEPS_IN_FLIGHT);
    values.put("aria.run.teacher", teacher.toString());
    values.put("aria.run.paired-set", pairs.toString());
    values.put("aria.run.regions.count", REGIONS);
    values.put("aria.run.regions.sample", REGION_SAMPLE);
    values.put("aria.prompt-streamer.store", pageStores().toString());
    values.put("aria.run.allocation.policy", allocation.policy());
    values.put("aria.run.allocation.scope", allocation.scope());
    values.put("aria.run.allocation.objective", allocation.objective());
    values.put("aria.run.allocation.signal", allocation.signal());
    values.put("aria.run.probes.per-region", PROBES_PER_REGION);
    if (allocation.paths() > 0) {
      values.put("aria.run.paths.share", allocation.paths());
      values.put("aria.run.conditioning.swap", "constant");
      values.put("aria.run.conditioning.swap-parameter", 0);
      values.put("aria.run.allocation.aria.discrepancy-exponent", PATH_DISCREPANCY_EXPONENT);
      values.put("aria.run.allocation.aria.elasticity-exponent", 0);
      values.put("aria.run.allocation.aria.harm-bound", PATH_HARM_BOUND);
    }
    values.put("aria.model-card.data-license", DATA_LICENSE);
    values.put("aria.student-trainer.student", STUDENT);
    values.put("aria.student-trainer.output", students.toString());
    values.put("aria.student-trainer.model.file", initial.toString());
    values.put("aria.student-trainer.optimizer.learning-rate", PEAK_RATE);
    values.put("aria.student-trainer.checkpoint-every", Math.max(1, steps / CHECKPOINTS));
    return values;
  }
}
