package dev.aria.models.codec;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * Turns pictures into a diffusion model's samples and back. Pictures are float32 (N, C, H, W) with
 * values in [-1, 1]; latents are float32 (N, latent shape). Deterministic and thread-safe.
 */
public interface LatentCodec extends AutoCloseable {
  /** Shape of one picture, (C, H, W). */
  List<Integer> pictureShape();

  /** Shape of one latent. */
  List<Integer> latentShape();

  /** Lower-case hex SHA-256 over all that decides the latents. */
  String digest();

  /**
   * (N, C, H, W) to (N, latent shape).
   *
   * @throws IllegalArgumentException when the pictures have another shape or type
   */
  Tensor encode(Tensor pictures);

  /**
   * (N, latent shape) to (N, C, H, W); values may leave [-1, 1] a little and are not clamped.
   *
   * @throws IllegalArgumentException when the latents have another shape or type
   */
  Tensor decode(Tensor latents);

  @Override
  void close();
}
