package dev.aria.models.codec;

import dev.aria.core.tensor.Tensor;
import java.nio.charset.StandardCharsets;
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
    byte[] shape = pictureShape.toString().getBytes(StandardCharsets.UTF_8);
    return new ContentDigest("identity").add(shape).hex();
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
