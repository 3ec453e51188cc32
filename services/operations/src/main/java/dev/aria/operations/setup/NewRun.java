package dev.aria.operations.setup;

import com.typesafe.config.ConfigUtil;
import dev.aria.models.folder.ModelFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run of someone's own models, before it has a file.
 *
 * @param name of the run
 * @param corpus its prompts are in
 * @param teacher folder of the teacher
 * @param student folder of the student's first weights
 * @param pairs the paired set
 * @param steps global steps
 * @param paths part of the draws on the teacher's own sampling paths, in [0, 1)
 * @param experts folders of further teachers, by the name that prompts name them by
 */
public record NewRun(
    String name,
    String corpus,
    Path teacher,
    Path student,
    Path pairs,
    int steps,
    double paths,
    Map<String, Path> experts) {
  private static final int SHARDS = 4;
  private static final int LARGEST_MICRO_BATCH = 64;
  private static final int STEPS_IN_FLIGHT = 16;
  private static final int CHECKPOINTS = 20;

  private static final String TEXT =
      """
      # A run of ARIA. Every setting, its default and its environment variable: docs/reference/settings.md

      aria.run {
        name = @name@
        # Prompts: ./aria corpus load --corpus @bare-corpus@ FILE
        corpus = @corpus@
        # @teacher-is@
        teacher = @teacher@@experts@
        paired-set = @pairs@

        steps = @steps@
        # A global step takes shards x micro-batch samples, a record of the log micro-batch of them:
        # here @record-kib@ KiB of targets a record, which must stay under 1 MiB.
        shards = @shards@
        micro-batch = @micro-batch@
        # Most samples drawn and not yet trained: bounds how old the weights of a draw may be.
        max-in-flight = @in-flight@
        # Half of the disk, at a rounding far below what student and teacher differ by.
        half-targets = @half@

        # Regions of the prompts, by k-means over their sentence embeddings.
        regions { count = 64, sample = 20000 }

        # Draws on the teacher's own sampling paths need no picture and reach every prompt. Beside
        # them the pairs keep their own prompts.
        paths { share = @paths@, length = 20 }
        conditioning { swap = @swap@, swap-parameter = @swap-parameter@, null-probability = 0.1 }

        allocation {
          policy = aria
          scope = @scope@
          signal = training
          aria { discrepancy-exponent = 3, elasticity-exponent = 0, harm-bound = 1 }
        }
      }

      # The sampler's copy of the tagged corpus; it can be made again.
      aria.prompt-streamer.store = @store@

      aria.teacher-pool {
        # cpu, gpu or gpu:N, separated by commas: a worker each.
        devices = cpu
        batch-size = @micro-batch@
      }

      aria.student-trainer {
        student = student
        # Checkpoints and the finished student.
        output = @output@
        devices = cpu
        checkpoint-every = @checkpoint-every@
        # @student-is@
        model { file = @student@ }
        optimizer { learning-rate = 5e-5, warm-up = 100, ema = 0.999 }
      }

      # For the README.md beside the student. What stays empty is said there to be unknown.
      aria.model-card {
        # Of the student, as the Hugging Face Hub names licences, such as apache-2.0.
        license = ""
        # The teacher's name on the Hub, and its licence in words.
        base-model = ""
        base-model-license = ""
        # Names on the Hub of prompts and pictures, with commas, and their licence in words.
        datasets = ""
        data-license = ""
      }
      """;

  private static final String EXPERTS =
      """

        # Teachers of prompts whose `teacher` field names them; all others ask the one above.
        experts = @list@\
      """;

  public NewRun {
    experts = Map.copyOf(experts);
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, got " + steps);
    }
    if (!(paths >= 0 && paths < 1)) {
      throw new IllegalArgumentException("paths must be in [0, 1), got " + paths);
    }
    if (!name.matches("[a-zA-Z0-9_-]{1,60}") || !corpus.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "names of run and corpus may hold letters, digits, '_' and '-', at most 60, got '%s' and '%s'"
              .formatted(name, corpus));
    }
  }

  /** A run of one teacher. */
  public NewRun(
      String name, String corpus, Path teacher, Path student, Path pairs, int steps, double paths) {
    this(name, corpus, teacher, student, pairs, steps, paths, Map.of());
  }

  /**
   * The run's file, as HOCON with comments; files under their full names.
   *
   * @param output folder of the student's checkpoints
   * @throws dev.aria.models.model.ModelUnreadable when the teacher's or the student's descriptor
   *     cannot be read
   */
  public String text(Path output) {
    ModelFolder taught = ModelFolder.of(teacher);
    Map<String, String> values = new TreeMap<>();
    int microBatch = sizes(taught.descriptor().sampleSize(), values);
    draws(Math.round(paths * microBatch) > 0 ? paths : 0, values);
    values.put("name", quoted(name));
    values.put("corpus", quoted(corpus));
    values.put("bare-corpus", corpus);
    values.put("teacher", quoted(taught.network()));
    values.put("teacher-is", new ModelSummary(taught.descriptor()).toString());
    values.put("experts", experts.isEmpty() ? "" : EXPERTS.replace("@list@", quoted(list())));
    values.put("pairs", quoted(pairs));
    values.put("student", quoted(student));
    values.put("student-is", new ModelSummary(ModelFolder.of(student).descriptor()).toString());
    values.put("output", quoted(output));
    values.put("store", quoted(output.toAbsolutePath().resolveSibling("../page-store")));
    String text = TEXT;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return text;
  }

  private String list() {
    return new TreeMap<>(experts)
        .entrySet().stream()
            .map(
                expert ->
                    "%s = %s"
                        .formatted(expert.getKey(), expert.getValue().toAbsolutePath().normalize()))
            .collect(Collectors.joining(", "));
  }

  private int sizes(int sampleSize, Map<String, String> values) {
    RecordSize record = RecordSize.of(sampleSize, paths, LARGEST_MICRO_BATCH);
    int microBatch = record.microBatch();
    values.put("steps", Integer.toString(steps));
    values.put("shards", Integer.toString(SHARDS));
    values.put("micro-batch", Integer.toString(microBatch));
    values.put("in-flight", Integer.toString(SHARDS * microBatch * STEPS_IN_FLIGHT));
    values.put("half", Boolean.toString(record.half()));
    values.put("record-kib", Long.toString(record.kibibytes()));
    values.put("checkpoint-every", Integer.toString(Math.max(1, steps / CHECKPOINTS)));
    return microBatch;
  }

  /** A record that holds a single sample has no room for one on a path, which takes two. */
  private static void draws(double share, Map<String, String> values) {
    values.put("paths", String.format(Locale.ROOT, "%s", share));
    values.put("scope", share > 0 ? "paths" : "swapped");
    values.put("swap", share > 0 ? "constant" : "exponential");
    values.put("swap-parameter", share > 0 ? "0" : "5");
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }

  private static String quoted(Path path) {
    return quoted(path.toAbsolutePath().normalize().toString());
  }
}
