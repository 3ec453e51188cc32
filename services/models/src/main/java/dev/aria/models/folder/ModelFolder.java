package dev.aria.models.folder;

import dev.aria.models.codec.CodecSetting;
import dev.aria.models.codec.IdentityCodec;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.codec.TorchScriptVaeCodec;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model with all that belongs to it: {@code network.pt} and its descriptor {@code network.json},
 * and the files that the descriptor names: tokenizers, text encoder, autoencoder.
 *
 * @param network the network's TorchScript file
 * @param descriptor what it is; read, and not yet held against the network's digest
 */
public record ModelFolder(Path network, ModelDescriptor descriptor) {

  /**
   * The model of {@code place}: a folder that holds {@code network.pt}, or the {@code .pt} file
   * itself.
   *
   * @throws dev.aria.models.model.ModelUnreadable when the descriptor is missing or cannot be read
   * @throws IllegalArgumentException when it is neither
   */
  public static ModelFolder of(Path place) {
    Path network = ModelFiles.networkOf(place);
    return new ModelFolder(network, ModelFiles.readDescriptor(ModelFiles.descriptorOf(network)));
  }

  /** The folder itself. */
  public Path path() {
    return ModelFiles.folderOf(network);
  }

  /**
   * What turns prompts into conditions; the caller closes it.
   *
   * @param memory bytes of sentence embeddings to remember
   * @throws dev.aria.models.encoder.EncoderUnavailable when a file cannot be used
   */
  public PromptEncoders encoders(long memory) {
    return PromptEncoders.open(path(), descriptor.diffusion().conditioning(), memory);
  }

  /**
   * What turns pictures into the network's samples and back; the caller closes it.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws dev.aria.models.codec.CodecUnreadable when its file is missing, another, or gives other
   *     samples than the network takes
   */
  public LatentCodec codec(String device) {
    LatentCodec codec = opened(device);
    if (!codec.latentShape().equals(descriptor.sampleShape())) {
      codec.close();
      throw new IllegalArgumentException(
          "the codec of %s makes latents of shape %s, its network takes %s; export the two together"
              .formatted(path(), codec.latentShape(), descriptor.sampleShape()));
    }
    return codec;
  }

  private LatentCodec opened(String device) {
    CodecSetting setting = descriptor.diffusion().codec();
    if (setting instanceof CodecSetting.Vae vae) {
      Path file = path().resolve(vae.file());
      return TorchScriptVaeCodec.load(file, vae.sha256(), vae.pictureShape(), device);
    }
    if (setting instanceof CodecSetting.Pca pca) {
      return linear(pca);
    }
    return new IdentityCodec(descriptor.sampleShape());
  }

  private LatentCodec linear(CodecSetting.Pca pca) {
    Path file = path().resolve(CodecSetting.Pca.FILE);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "there is no %s; copy it from the teacher's folder".formatted(file));
    }
    PcaCodec codec = PcaCodec.load(file);
    if (!codec.digest().equals(pca.digest())) {
      codec.close();
      throw new IllegalArgumentException(
          "%s has digest %s, the network's descriptor says %s: it is another model's codec"
              .formatted(file, codec.digest(), pca.digest()));
    }
    return codec;
  }
}
