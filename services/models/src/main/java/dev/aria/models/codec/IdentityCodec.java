package dev.aria.models.codec;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import java.util.List;

/** The codec of models that work on pixels: a latent is the picture. */
public record IdentityCodec(List<Integer> pictureShape) implements LatentCodec {
  public IdentityCodec {
    pictureShape = List.copyOf(pictureShape);
    if (pictureShape.size() != 3 || pictureShape.stream().anyMatch(extent -> extent < 1)) {
      throw new IllegalArgumentException("picture shape must be (C, H, W), got " + pictureShape);
    }
  }

  @Override
  public List<Integer> latentShape() {
    return pictureShape;
  }

  @Override
  public String digest() {
    return Sha256.of("identity" + pictureShape);
  }

  @Override
  public Tensor encode(Tensor pictures) {
    return BatchCheck.require("pictures", pictures, pictureShape);
  }

  @Override
  public Tensor decode(Tensor latents) {
    return BatchCheck.require("latents", latents, pictureShape);
  }

  @Override
  public void close() {}
}
