package dev.aria.console.picture;

import dev.aria.console.thread.BackgroundThreads;
import dev.aria.console.watch.Checkpoint;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.picture.SampleSheet;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.runtime.teacher.TeacherFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the same prompts from the same noise with the teacher and with the student of each
 * checkpoint, on a thread of its own. A checkpoint whose file has been removed by then is passed
 * over.
 */
public final class CheckpointPictures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPictures.class);
  private static final String DEVICE = "cpu";
  private static final int STEPS = 20;
  private static final long SEED = 7;
  private static final long ENCODER_MEMORY = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A teacher above that takes minutes for a picture on a processor. */
  private static final long LARGEST_TEACHER = 200 << 20;

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(new BackgroundThreads("console-pictures"));
  private final Path teacher;
  private final Path folder;
  private final LongConsumer drawn;
  private volatile List<FixedPrompt> prompts = List.of();
  private volatile @Nullable Gallery gallery;
  private volatile String note = "";
  private volatile List<Integer> shape = List.of();
  private @Nullable Tensor conditions;

  /**
   * Draws nothing before {@link #begin}.
   *
   * @param teacher value of {@code aria.run.teacher}
   * @param folder for the pictures
   * @param drawn told of each step whose pictures are there
   */
  public CheckpointPictures(Path teacher, Path folder, LongConsumer drawn) {
    this.teacher = TeacherFiles.of(teacher).model();
    this.folder = folder;
    this.drawn = drawn;
  }

  /**
   * What there is to see.
   *
   * @param prompts that are drawn
   * @param steps whose pictures are there
   * @param width of a picture, in pixels; 0 before the first
   * @param height of a picture, in pixels; 0 before the first
   * @param note why there is nothing, or nothing new; empty when all is well
   */
  public record Shown(
      List<FixedPrompt> prompts, List<Long> steps, int width, int height, String note) {}

  /** Draws the teacher's pictures of the prompts that {@code choice} gives. */
  public void begin(Supplier<List<FixedPrompt>> choice) {
    quietly(
        () -> {
          List<FixedPrompt> chosen = choice.get();
          if (chosen.isEmpty()) {
            note = "the corpus shows no prompt that could be drawn";
          } else {
            prompts = List.copyOf(chosen);
            gallery = new Gallery(folder, chosen);
            drawTeacher();
          }
        });
  }

  /** Draws the student's pictures at {@code checkpoint}. */
  public void add(Checkpoint checkpoint) {
    quietly(() -> drawStudent(checkpoint));
  }

  /** What there is to see now. */
  public Shown shown() {
    Gallery all = gallery;
    return new Shown(
        prompts,
        all == null ? List.of() : all.steps(),
        shape.isEmpty() ? 0 : shape.get(2),
        shape.isEmpty() ? 0 : shape.get(1),
        all == null && note.isEmpty() ? "the first weights of the run are awaited" : note);
  }

  /**
   * The PNG of one picture.
   *
   * @param step a number, or {@code teacher}
   */
  public Optional<Path> file(String step, int prompt) {
    Gallery all = gallery;
    return all == null ? Optional.empty() : all.file(step, prompt);
  }

  private void quietly(Runnable drawing) {
    if (worker.isShutdown()) {
      return;
    }
    worker.execute(
        () -> {
          try {
            drawing.run();
          } catch (RuntimeException | LinkageError e) {
            note = "no picture could be drawn: " + e.getMessage();
            LOG.warn("no picture could be drawn: {}", e.toString());
          }
        });
  }

  private void drawTeacher() {
    Gallery all = gallery;
    if (all == null || isTooLarge()) {
      return;
    }
    ModelFolder model = ModelFolder.of(teacher);
    List<String> texts = prompts.stream().map(FixedPrompt::text).toList();
    try (PromptEncoders encoders = model.encoders(ENCODER_MEMORY)) {
      conditions = encoders.conditions().encodeAll(texts);
    }
    try (LatentCodec codec = model.codec(DEVICE)) {
      shape = codec.pictureShape();
      if (!all.hasTeacher()) {
        all.putTeacher(pictures(model, teacher, conditions, codec), shape);
      }
    }
  }

  private boolean isTooLarge() {
    long bytes = teacher.toFile().length();
    if (bytes > LARGEST_TEACHER) {
      note =
          "pictures are drawn on the processor, for which the teacher of %d MB is too large; use aria sample"
              .formatted(bytes >> 20);
    }
    return bytes > LARGEST_TEACHER;
  }

  private void drawStudent(Checkpoint checkpoint) {
    Gallery all = gallery;
    Tensor ready = conditions;
    Path source = Path.of(checkpoint.path());
    if (all == null || ready == null || all.has(checkpoint.step()) || !Files.exists(source)) {
      return;
    }
    ModelFolder first = ModelFolder.of(teacher);
    Path student = temporary();
    try (LatentCodec codec = first.codec(DEVICE)) {
      try (Trainable model = Trainable.resume(source, DEVICE).model()) {
        model.export(student, model.descriptor().name(), Weights.AVERAGED);
      }
      all.put(checkpoint.step(), pictures(first, student, ready, codec), shape);
      drawn.accept(checkpoint.step());
    } finally {
      delete(student);
      delete(ModelFiles.descriptorOf(student));
    }
  }

  private static List<float[]> pictures(
      ModelFolder teacher, Path model, Tensor conditions, LatentCodec codec) {
    double guidance = teacher.descriptor().diffusion().guidance();
    return new SampleSheet(codec, SamplingSettings.unclipped(STEPS, guidance), SEED)
        .pictures(model, conditions);
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("aria-console", ".pt");
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write to the temporary folder", failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot remove " + file, failure);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
