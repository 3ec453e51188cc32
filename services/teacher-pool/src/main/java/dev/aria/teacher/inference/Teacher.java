package dev.aria.teacher.inference;

import dev.aria.models.model.ModelFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * The teacher as its worker sees it. B samples, S elements a sample, C elements a condition. Not
 * thread-safe; the worker that opened it closes it.
 */
public interface Teacher extends AutoCloseable {
  /**
   * Loads a model; whoever opens it closes it.
   *
   * @param file the model
   * @param device where it runs: {@code cpu}, {@code gpu} or {@code gpu:N}
   * @param guidance scale of classifier-free guidance of its outputs
   */
  static Teacher open(Path file, String device, double guidance) {
    return new TorchTeacher(ModelFiles.load(file, device), guidance);
  }

  /** SHA-256 of its file. */
  String digest();

  /** Shape of one sample. */
  List<Integer> sampleShape();

  /**
   * What the network says, guidance applied, in the model's own prediction type.
   *
   * @param x (B, S) noised samples
   * @param timesteps (B)
   * @param conditions (B, C)
   * @return (B, S)
   */
  float[] outputs(float[] x, int[] timesteps, float[] conditions);

  /**
   * Latents that the teacher itself samples for {@code conditions}.
   *
   * @param conditions (B, C)
   * @param seeds (B) seed of each sample's initial noise
   * @return (B, S)
   */
  float[] sample(float[] conditions, List<Long> seeds);

  @Override
  void close();
}
