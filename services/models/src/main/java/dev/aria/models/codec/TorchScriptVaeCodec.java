package dev.aria.models.codec;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An autoencoder from a TorchScript file with the methods {@code encode(x (N, C, H, W)) -> (N,
 * latent shape)} and {@code decode(z (N, latent shape)) -> (N, C, H, W)}, float32. A variational
 * one must give its mean, already scaled: the same picture always has the same latent. Whoever
 * loads it closes it.
 */
public final class TorchScriptVaeCodec implements LatentCodec {
  private final TorchModule module;
  private final List<Integer> pictureShape;
  private final List<Integer> latentShape;
  private final String digest;

  private TorchScriptVaeCodec(
      TorchModule module, List<Integer> pictureShape, List<Integer> latentShape, String digest) {
    this.module = module;
    this.pictureShape = pictureShape;
    this.latentShape = latentShape;
    this.digest = digest;
  }

  /**
   * Loads the file and encodes and decodes one black picture, which tells the latent shape. The
   * file is code, so it is held against its digest before libtorch sees it.
   *
   * @param sha256 lower-case hex digest that the file must have
   * @param pictureShape (C, H, W) of the pictures
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws CodecUnreadable when the file is missing, another, no TorchScript, or does not do that
   */
  public static TorchScriptVaeCodec load(
      Path file, String sha256, List<Integer> pictureShape, String device) {
    String digest = digest(file, sha256, new IdentityCodec(pictureShape).pictureShape());
    try {
      TorchModule module = TorchModule.load(file, device, false);
      try {
        return checked(module, List.copyOf(pictureShape), digest);
      } catch (RuntimeException e) {
        module.close();
        throw e;
      }
    } catch (EngineException | IllegalArgumentException e) {
      throw new CodecUnreadable("%s is no VAE codec: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TorchScriptVaeCodec checked(
      TorchModule module, List<Integer> pictureShape, String digest) {
    int[] one = BatchCheck.extents(1, pictureShape);
    Tensor black = Tensor.of(new float[BatchCheck.product(pictureShape)], one);
    Tensor latent = call(module, "encode", black);
    List<Integer> latentShape = List.copyOf(latent.shape().subList(1, latent.shape().size()));
    BatchCheck.require("what encode gives", latent, latentShape);
    BatchCheck.require("what decode gives", call(module, "decode", latent), pictureShape);
    return new TorchScriptVaeCodec(module, pictureShape, latentShape, digest);
  }

  private static String digest(Path file, String sha256, List<Integer> pictureShape) {
    try {
      byte[] content = Files.readAllBytes(file);
      String found = Sha256.of(content);
      if (!found.equals(sha256)) {
        throw new CodecUnreadable(
            "the VAE codec %s has SHA-256 %s, expected %s: it is damaged or another; fetch it again"
                .formatted(file, found, sha256),
            null);
      }
      return new Sha256().add("vae" + pictureShape).add(content).hex();
    } catch (IOException e) {
      throw new CodecUnreadable("cannot read the VAE codec " + file, e);
    }
  }

  private static Tensor call(TorchModule module, String method, Tensor input) {
    try (PtNDManager step = module.newStep()) {
      NDArray output =
          module
              .call(method, step, Mode.INFERENCE, IValue.from(Transfer.in(step, input)))
              .singletonOrThrow();
      boolean batch =
          output.getShape().dimension() > 0
              && output.getShape().get(0) == input.shape().get(0)
              && output.getDataType() == DataType.FLOAT32;
      if (!batch) {
        throw new IllegalArgumentException(
            "%s gave %s %s for %s"
                .formatted(method, output.getDataType(), output.getShape(), input.shape()));
      }
      return Transfer.out(output);
    }
  }

  @Override
  public List<Integer> pictureShape() {
    return pictureShape;
  }

  @Override
  public List<Integer> latentShape() {
    return latentShape;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public synchronized Tensor encode(Tensor pictures) {
    return call(module, "encode", BatchCheck.require("pictures", pictures, pictureShape));
  }

  @Override
  public synchronized Tensor decode(Tensor latents) {
    return call(module, "decode", BatchCheck.require("latents", latents, latentShape));
  }

  @Override
  public void close() {
    module.close();
  }
}
