package dev.aria.models.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aria.models.encoder.ModelPart;
import java.util.List;

/** Which latent codec turns pictures into a model's samples and back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CodecSetting.Pixels.class, name = "pixels"),
  @JsonSubTypes.Type(value = CodecSetting.Pca.class, name = "pca"),
  @JsonSubTypes.Type(value = CodecSetting.Vae.class, name = "vae")
})
public sealed interface CodecSetting {
  /** Samples are pictures. */
  record Pixels() implements CodecSetting {}

  /**
   * A linear codec, {@value #FILE} beside the model.
   *
   * @param digest lower-case hex digest of the codec
   */
  record Pca(String digest) implements CodecSetting {
    /** Name of its file in the folder of the descriptor. */
    public static final String FILE = "codec.safetensors";
  }

  /**
   * A TorchScript autoencoder, as {@link TorchScriptVaeCodec} reads it.
   *
   * @param file its name in the folder of the descriptor
   * @param sha256 digest that it must have
   * @param pictureShape (C, H, W) of the pictures
   */
  record Vae(String file, String sha256, List<Integer> pictureShape) implements CodecSetting {
    public Vae {
      new ModelPart(file, sha256);
      pictureShape = List.copyOf(pictureShape);
      if (pictureShape.size() != 3 || pictureShape.stream().anyMatch(extent -> extent < 1)) {
        throw new IllegalArgumentException(
            "pictureShape must be (C, H, W), positive, got " + pictureShape);
      }
    }
  }
}
